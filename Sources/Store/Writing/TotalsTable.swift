import Events

/// One of the tables of distinct values: gives a value's row id, from memory when it can, and adds up
/// its totals until `flush` writes them, once a value and transaction.
struct TotalsTable<Key: Hashable> {
    private struct Entry {
        let id: Int64
        var attempts: Int
        var lastSeen: Int64
        var isChanged = true
    }

    /// Values remembered; beyond, all are forgotten and looked up again.
    private static var capacity: Int { 32_768 }

    private let connection: SQLiteConnection
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private let update: SQLiteStatement
    private let value: (Key) -> SQLiteValue
    private var entries: [Key: Entry] = [:]
    private var changed: [Key] = []

    /// - Parameter value: what stands in the column of that name. Called only for keys not remembered.
    init(
        _ table: Schema.Totals, in connection: SQLiteConnection, value: @escaping (Key) -> SQLiteValue
    ) throws(StoreError) {
        self.connection = connection
        self.value = value
        find = try connection.prepare("SELECT id FROM \(table) WHERE value = ?")
        insert = try connection.prepare(
            "INSERT INTO \(table) (value, first_seen, last_seen, attempts) VALUES (?1, ?2, ?2, 0)")
        update = try connection.prepare(
            "UPDATE \(table) SET attempts = attempts + ?2, last_seen = max(last_seen, ?3) WHERE id = ?1")
    }

    /// The id of the key's row, which is made when there is none.
    /// - Parameters:
    ///   - copy: the key to remember, where `key` itself would keep more in memory than it needs.
    ///   - attempts: what to add to the row's total.
    mutating func id(
        of key: Key, copy: @autoclosure () -> Key, at time: Timestamp, attempts: Int
    ) throws(StoreError) -> Int64 {
        if let index = entries.index(forKey: key) {
            if !entries.values[index].isChanged {
                entries.values[index].isChanged = true
                changed.append(entries.keys[index])
            }
            entries.values[index].attempts += attempts
            entries.values[index].lastSeen = max(entries.values[index].lastSeen, time.nanoseconds)
            return entries.values[index].id
        }
        if entries.count >= Self.capacity {
            try flush()
            forget()
        }
        let kept = copy()
        let id = try row(of: value(kept), time)
        entries[kept] = Entry(id: id, attempts: attempts, lastSeen: time.nanoseconds)
        changed.append(kept)
        return id
    }

    private func row(of value: SQLiteValue, _ time: Timestamp) throws(StoreError) -> Int64 {
        find.bind(1, value)
        defer { find.reset() }
        if try find.step() { return find.integer(0) }
        insert.bind(1, value)
        insert.bind(2, time.nanoseconds)
        try insert.run()
        return connection.lastInsertedRow
    }

    /// Writes the totals counted since the last time.
    mutating func flush() throws(StoreError) {
        for key in changed {
            guard let index = entries.index(forKey: key) else { continue }
            update.bind(1, entries.values[index].id)
            update.bind(2, entries.values[index].attempts)
            update.bind(3, entries.values[index].lastSeen)
            try update.run()
            entries.values[index].attempts = 0
            entries.values[index].isChanged = false
        }
        changed.removeAll(keepingCapacity: true)
    }

    /// Forgets all: after a rollback or a clean-up the ids may be gone.
    mutating func forget() {
        entries.removeAll(keepingCapacity: true)
        changed.removeAll(keepingCapacity: true)
    }
}
