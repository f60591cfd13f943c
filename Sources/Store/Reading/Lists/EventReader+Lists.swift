extension EventReader {
    /// The last events of an address that count as what it sends.
    public static var depthOfAddress: Int { 200 }

    /// Addresses that made attempts.
    public func addresses(_ query: ListQuery, limit: Int) throws(StoreError) -> ListPage<StoredTotal> {
        try page(.address, StoredTotal.columns, query, limit) { StoredTotal($0) }
    }

    /// Numbers as they were dialled.
    public func forms(_ query: ListQuery, limit: Int) throws(StoreError) -> ListPage<StoredForm> {
        try page(.number, StoredForm.columns, query, limit) { StoredForm($0) }
    }

    /// Numbers that attackers wanted to reach, whatever they dialled in front of them.
    public func targets(_ query: ListQuery, limit: Int) throws(StoreError) -> ListPage<StoredTarget> {
        try page(.target, StoredTarget.columns, query, limit) { StoredTarget($0) }
    }

    public func userAgents(_ query: ListQuery, limit: Int) throws(StoreError) -> ListPage<StoredTotal> {
        try page(.agent, StoredTotal.columns, query, limit) { StoredTotal($0) }
    }

    /// Methods as they were spelled.
    public func methods(_ query: ListQuery, limit: Int) throws(StoreError) -> ListPage<StoredTotal> {
        try page(.method, StoredTotal.columns, query, limit) { StoredTotal($0) }
    }

    /// - Parameter columns: those that `item` reads, in its order. A row of which it makes nothing is left out.
    private func page<Item>(
        _ table: ListTable, _ columns: String, _ query: ListQuery, _ limit: Int, item: (SQLiteStatement) -> Item?
    ) throws(StoreError) -> ListPage<Item> {
        let limit = max(0, limit)
        let (condition, values) = table.conditions(query, from: 4)
        let order = query.sort.order
        let statement = try connection.prepare(
            """
            SELECT \(columns), \(query.sort.column), id FROM \(table)
            WHERE \(condition) AND (\(query.sort.column), id) \(query.from == nil ? "IS NOT" : "<") (?1, ?2)
            \(query.sort == .lastSeen && query.from != nil ? "AND last_minute <= ?1 / \(Schema.minute)" : "")
            ORDER BY \(order) LIMIT ?3
            """)
        statement.bind(1, query.from?.key)
        statement.bind(2, query.from?.id)
        statement.bind(3, limit)
        for (index, value) in values.enumerated() { statement.bind(4 + Int32(index), value) }
        var items: [Item] = []
        var rows = 0
        var last: ListQuery.Mark?
        while try statement.step() {
            rows += 1
            let end = statement.columnCount
            last = ListQuery.Mark(key: statement.integer(end - 2), id: statement.integer(end - 1))
            if let item = item(statement) { items.append(item) }
        }
        return ListPage(items: items, next: rows == limit ? last : nil)
    }
}

extension ListQuery.Sort {
    fileprivate var column: String {
        switch self {
        case .lastSeen: "last_seen"
        case .firstSeen: "first_seen"
        case .attempts: "attempts"
        }
    }

    /// The minute's index gives the newest first, so that only those of one minute are sorted.
    fileprivate var order: String {
        self == .lastSeen ? "last_minute DESC, last_seen DESC, id DESC" : "\(column) DESC, id DESC"
    }
}
