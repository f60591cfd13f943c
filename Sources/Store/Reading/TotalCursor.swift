import Events

/// Walks the totals of all addresses or all numbers, those seen last first, in constant memory.
///
/// The index on the minute gives their order. Their rows lie anywhere, so that one after the other in that order would
/// be a read of the disk each: a window of them is read in the order in which they lie, and put in order afterwards.
/// Those of one minute come by the second as far as a window holds them all.
public struct TotalCursor {
    /// Rows of the first window, which somebody waits for, and of the largest.
    private static let firstWindow = 512
    private static let largestWindow = 8_192

    private let order: SQLiteStatement
    private let row: SQLiteStatement
    private var lastMinute = Int64.max
    private var lastID = Int64.max
    private var window = firstWindow
    private var waiting: ArraySlice<StoredTotal> = []

    init(_ table: Schema.Totals, in connection: SQLiteConnection) throws(StoreError) {
        // Index entries hold the row ids too, so that nothing is sorted however many share a minute.
        order = try connection.prepare(
            """
            SELECT last_minute, id FROM \(table) WHERE (last_minute, id) < (?1, ?2)
            ORDER BY last_minute DESC, id DESC LIMIT ?3
            """)
        row = try connection.prepare("SELECT \(StoredTotal.columns) FROM \(table) WHERE id = ?1 AND attempts > 0")
    }

    /// The next of them, at most `limit`; none behind the last. Between two calls nothing of the database is held.
    public mutating func next(_ limit: Int) throws(StoreError) -> ArraySlice<StoredTotal> {
        while waiting.isEmpty, try readWindow() {}
        let next = waiting.prefix(max(limit, 0))
        waiting = waiting.dropFirst(next.count)
        return next
    }

    /// - Returns: whether there was anything left to read.
    private mutating func readWindow() throws(StoreError) -> Bool {
        let entries = try readOrder()
        guard let last = entries.last else { return false }
        (lastMinute, lastID) = last
        window = min(2 * window, Self.largestWindow)
        var rows: [(total: StoredTotal, id: Int64)] = []
        rows.reserveCapacity(entries.count)
        for id in entries.map(\.id).sorted() {
            row.bind(1, id)
            defer { row.reset() }
            if try row.step() { rows.append((StoredTotal(row), id)) }
        }
        rows.sort { ($0.total.lastSeen, $0.id) > ($1.total.lastSeen, $1.id) }
        waiting = rows.map(\.total)[...]
        return true
    }

    private func readOrder() throws(StoreError) -> [(minute: Int64, id: Int64)] {
        order.bind(1, lastMinute)
        order.bind(2, lastID)
        order.bind(3, window)
        defer { order.reset() }
        var entries: [(minute: Int64, id: Int64)] = []
        entries.reserveCapacity(window)
        while try order.step() { entries.append((order.integer(0), order.integer(1))) }
        return entries
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
