import Events

/// Walks the totals of all addresses or all numbers, those seen last first, in constant memory: by the minute, and
/// those of one minute by their age.
public struct TotalCursor {
    private let statement: SQLiteStatement
    private var lastMinute = Int64.max
    private var lastID = Int64.max

    init(_ table: Schema.Totals, in connection: SQLiteConnection) throws(StoreError) {
        // The index on the minute holds the row ids too, so that nothing is sorted however many share a minute.
        statement = try connection.prepare(
            """
            SELECT \(StoredTotal.columns), last_minute, id FROM \(table)
            WHERE (last_minute, id) < (?1, ?2) AND attempts > 0
            ORDER BY last_minute DESC, id DESC LIMIT ?3
            """)
    }

    /// The next of them, at most `limit`; none behind the last. Between two calls nothing of the database is held.
    public mutating func next(_ limit: Int) throws(StoreError) -> [StoredTotal] {
        statement.bind(1, lastMinute)
        statement.bind(2, lastID)
        statement.bind(3, limit)
        defer { statement.reset() }
        var totals: [StoredTotal] = []
        totals.reserveCapacity(limit)
        while try statement.step() {
            totals.append(StoredTotal(statement))
            lastMinute = statement.integer(4)
            lastID = statement.integer(5)
        }
        return totals
    }
}

extension EventReader {
    /// Addresses that made attempts.
    public func addresses() throws(StoreError) -> TotalCursor {
        try TotalCursor(.address, in: connection)
    }

    /// Numbers that were dialled.
    public func numbers() throws(StoreError) -> TotalCursor {
        try TotalCursor(.number, in: connection)
    }

    public func addressCount() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM address WHERE attempts > 0") ?? 0)
    }

    public func numberCount() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM number WHERE attempts > 0") ?? 0)
    }
}
