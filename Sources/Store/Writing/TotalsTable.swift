import Events

/// One of the tables of distinct values: gives a value's row id, from memory when it can, and adds up
/// its totals until `flush` writes them, once a value and transaction.
struct TotalsTable<Key: Hashable, Rows: TotalsRows> {
    private struct Entry {
        let id: Int64
        var attempts: Int
        var lastSeen: Int64
        var lastEvent: Int64
        /// What the row says; nil while that is not known.
        var lastMinute: Int64?
        var isChanged = true

        /// - Returns: whether this is the first change since the last flush.
        mutating func note(_ event: EventID, _ time: Timestamp, _ more: Int) -> Bool {
            defer { isChanged = true }
            attempts += more
            lastSeen = max(lastSeen, time.nanoseconds)
            lastEvent = max(lastEvent, event.rawValue)
            return !isChanged
        }

        /// What was counted since the last time, which is now.
        mutating func take() -> CountedTotals {
            let minute = lastSeen / Schema.minute
            defer {
                lastMinute = minute
                attempts = 0
                isChanged = false
            }
            return CountedTotals(
                attempts: attempts, lastSeen: lastSeen, lastEvent: lastEvent, isNewMinute: lastMinute != minute)
        }
    }

    /// Values remembered, and their bytes; beyond, all are forgotten and looked up again.
    private static var capacity: Int { 32_768 }
    private static var byteCapacity: Int { 4 << 20 }

    var rows: Rows
    private let value: (Key) -> SQLiteValue
    private let size: (Key) -> Int
    private var entries: [Key: Entry] = [:]
    private var changed: [Key] = []
    /// Of the row before: events that come together often name the same value. Any new entry moves indices.
    private var latest: (key: Key, index: Dictionary<Key, Entry>.Index)?
    private var bytes = 0

    /// - Parameters:
    ///   - size: bytes that a key takes in memory.
    ///   - value: what stands in the column of that name. Called only for keys not remembered.
    init(_ rows: Rows, size: @escaping (Key) -> Int = { _ in 16 }, value: @escaping (Key) -> SQLiteValue) {
        self.rows = rows
        self.value = value
        self.size = size
    }

    /// The id of the key's row, which is made when there is none.
    /// - Parameters:
    ///   - copy: the key to remember, where `key` itself would keep more in memory than it needs.
    ///   - event: the one that names it.
    ///   - attempts: what to add to the row's total.
    mutating func id(
        of key: Key, copy: @autoclosure () -> Key, in event: EventID, at time: Timestamp, attempts: Int
    ) throws(StoreError) -> Int64 {
        let index = latest?.key == key ? latest?.index : entries.index(forKey: key)
        if let index {
            if entries.values[index].note(event, time, attempts) { changed.append(entries.keys[index]) }
            latest = (entries.keys[index], index)
            return entries.values[index].id
        }
        latest = nil
        if entries.count >= Self.capacity || bytes + size(key) > Self.byteCapacity {
            try flush()
            forgetKeys()
        }
        let kept = copy()
        bytes += size(kept)
        let id = try rows.id(of: value(kept), in: event, at: time)
        entries[kept] = Entry(
            id: id, attempts: attempts, lastSeen: time.nanoseconds, lastEvent: event.rawValue)
        changed.append(kept)
        return id
    }

    /// Writes the totals counted since the last time.
    mutating func flush() throws(StoreError) {
        // In the order of the table, so that each page of it is touched once.
        let order = changed.compactMap { key in entries.index(forKey: key).map { (id: entries.values[$0].id, $0) } }
            .sorted { $0.id < $1.id }
        for (id, index) in order { try rows.add(entries.values[index].take(), to: id) }
        changed.removeAll(keepingCapacity: true)
        try rows.flush()
    }

    /// Forgets all: after a rollback or a clean-up the ids may be gone.
    mutating func forget() {
        forgetKeys()
        rows.forget()
    }

    private mutating func forgetKeys() {
        latest = nil
        entries.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
        bytes = 0
    }
}

extension TotalsTable where Rows == ValueRows {
    init(
        _ table: Schema.Totals, in connection: SQLiteConnection, size: @escaping (Key) -> Int = { _ in 16 },
        value: @escaping (Key) -> SQLiteValue
    ) throws(StoreError) {
        self.init(try ValueRows(table, in: connection), size: size, value: value)
    }
}
