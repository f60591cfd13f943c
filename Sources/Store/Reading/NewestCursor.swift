import Events

/// Walks all addresses, forms or targets, those seen last first, in constant memory.
///
/// The index on the minute gives their order. Their rows lie anywhere, so that one after the other in that order would
/// be a read of the disk each: a window of them is read in the order in which they lie, and put in order afterwards.
/// Those of one minute come by the second as far as a window holds them all.
public struct NewestCursor<Item> {
    /// Rows of the first window, which somebody waits for, and of the largest.
    private static var firstWindow: Int { 512 }
    private static var largestWindow: Int { 8_192 }

    private let order: SQLiteStatement
    private let row: SQLiteStatement
    private let item: @Sendable (SQLiteStatement) -> Item?
    private let lastSeen: @Sendable (Item) -> Timestamp
    private var lastMinute = Int64.max
    private var lastID = Int64.max
    private var window = firstWindow
    private var waiting: ArraySlice<Item> = []

    /// - Parameters:
    ///   - columns: those that `item` reads, in its order. A row of which it makes nothing is left out.
    init(
        _ table: String, _ columns: String, in connection: SQLiteConnection,
        lastSeen: @escaping @Sendable (Item) -> Timestamp, item: @escaping @Sendable (SQLiteStatement) -> Item?
    ) throws(StoreError) {
        self.item = item
        self.lastSeen = lastSeen
        // Index entries hold the row ids too, so that nothing is sorted however many share a minute.
        order = try connection.prepare(
            """
            SELECT last_minute, id FROM \(table) WHERE (last_minute, id) < (?1, ?2)
            ORDER BY last_minute DESC, id DESC LIMIT ?3
            """)
        row = try connection.prepare("SELECT \(columns) FROM \(table) WHERE id = ?1 AND attempts > 0")
    }

    /// The next of them, at most `limit`; none behind the last. Between two calls nothing of the database is held.
    public mutating func next(_ limit: Int) throws(StoreError) -> ArraySlice<Item> {
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
        var items: [Item] = []
        // What is sorted: items are large, and take longer to be moved about than to be read.
        var places: [(lastSeen: Timestamp, id: Int64, index: Int)] = []
        items.reserveCapacity(entries.count)
        places.reserveCapacity(entries.count)
        for id in entries.map(\.id).sorted() {
            row.bind(1, id)
            defer { row.reset() }
            guard try row.step(), let item = item(row) else { continue }
            places.append((lastSeen(item), id, items.count))
            items.append(item)
        }
        places.sort { ($0.lastSeen, $0.id) > ($1.lastSeen, $1.id) }
        waiting = places.map { items[$0.index] }[...]
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
    public func addresses() throws(StoreError) -> NewestCursor<StoredTotal> {
        try NewestCursor(
            "address", StoredTotal.columns, in: connection, lastSeen: { $0.lastSeen }, item: { StoredTotal($0) })
    }

    /// Numbers that were dialled.
    public func numbers() throws(StoreError) -> NewestCursor<StoredTotal> {
        try NewestCursor(
            "number", StoredTotal.columns, in: connection, lastSeen: { $0.lastSeen }, item: { StoredTotal($0) })
    }

    /// The same, with what they mean.
    public func forms() throws(StoreError) -> NewestCursor<StoredForm> {
        try NewestCursor(
            "number", StoredForm.columns, in: connection, lastSeen: { $0.lastSeen }, item: { StoredForm($0) })
    }

    /// Numbers that attackers wanted to reach, whatever they dialled in front of them.
    public func targets() throws(StoreError) -> NewestCursor<StoredTarget> {
        try NewestCursor(
            "target", StoredTarget.columns, in: connection, lastSeen: { $0.lastSeen }, item: { StoredTarget($0) })
    }

    public func addressCount() throws(StoreError) -> Int { try count("address") }

    public func numberCount() throws(StoreError) -> Int { try count("number") }

    public func targetCount() throws(StoreError) -> Int { try count("target") }

    public func userAgentCount() throws(StoreError) -> Int { try count("agent") }

    public func methodCount() throws(StoreError) -> Int { try count("method") }

    private func count(_ table: String) throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM \(table) WHERE attempts > 0") ?? 0)
    }
}
