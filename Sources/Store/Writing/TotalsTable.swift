import Events

/// One of the tables of distinct values: gives a value's row id, from memory when it can, and adds up
/// its totals until `flush` writes them, once a value and transaction.
struct TotalsTable<Key: Hashable> {
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
    }

    /// Values remembered, and their bytes; beyond, all are forgotten and looked up again.
    private static var capacity: Int { 32_768 }
    private static var byteCapacity: Int { 4 << 20 }

    private let connection: SQLiteConnection
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private let update: SQLiteStatement
    /// The same with `last_minute`, which has an index to keep up.
    private let updateMinute: SQLiteStatement
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
    init(
        _ table: Schema.Totals, in connection: SQLiteConnection, size: @escaping (Key) -> Int = { _ in 16 },
        value: @escaping (Key) -> SQLiteValue
    ) throws(StoreError) {
        self.connection = connection
        self.value = value
        self.size = size
        find = try connection.prepare("SELECT id FROM \(table) WHERE value = ?")
        insert = try connection.prepare(
            """
            INSERT INTO \(table) (value, first_seen, last_seen, last_event, attempts, last_minute)
            VALUES (?1, ?2, ?2, ?3, 0, ?2 / \(Schema.minute))
            """)
        let changes = "attempts = attempts + ?2, last_seen = max(last_seen, ?3), last_event = max(last_event, ?4)"
        update = try connection.prepare("UPDATE \(table) SET \(changes) WHERE id = ?1")
        updateMinute = try connection.prepare(
            "UPDATE \(table) SET \(changes), last_minute = max(last_seen, ?3) / \(Schema.minute) WHERE id = ?1")
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
            forget()
        }
        let kept = copy()
        bytes += size(kept)
        let id = try row(of: value(kept), event, time)
        entries[kept] = Entry(
            id: id, attempts: attempts, lastSeen: time.nanoseconds, lastEvent: event.rawValue)
        changed.append(kept)
        return id
    }

    private func row(
        of value: SQLiteValue, _ event: EventID, _ time: Timestamp
    ) throws(StoreError) -> Int64 {
        find.bind(1, value)
        defer { find.reset() }
        if try find.step() { return find.integer(0) }
        insert.bind(1, value)
        insert.bind(2, time.nanoseconds)
        insert.bind(3, event.rawValue)
        try insert.run()
        return connection.lastInsertedRow
    }

    /// Writes the totals counted since the last time.
    mutating func flush() throws(StoreError) {
        for key in changed {
            guard let index = entries.index(forKey: key) else { continue }
            let entry = entries.values[index]
            let minute = entry.lastSeen / Schema.minute
            let statement = entry.lastMinute == minute ? update : updateMinute
            statement.bind(1, entry.id)
            statement.bind(2, entry.attempts)
            statement.bind(3, entry.lastSeen)
            statement.bind(4, entry.lastEvent)
            try statement.run()
            entries.values[index].lastMinute = minute
            entries.values[index].attempts = 0
            entries.values[index].isChanged = false
        }
        changed.removeAll(keepingCapacity: true)
    }

    /// Forgets all: after a rollback or a clean-up the ids may be gone.
    mutating func forget() {
        latest = nil
        entries.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
        bytes = 0
    }
}
