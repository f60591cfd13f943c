import Events

/// Puts rows of the original's database into the tables. Everything happens in the transaction that its
/// caller has opened.
struct OriginalRows {
    private let insertEvent: SQLiteStatement
    private var addresses: TotalsTable<SQLiteValue, ValueRows>
    private var nodes: TotalsTable<SQLiteValue, ValueRows>
    private var numbers: TotalsTable<SQLiteValue, NumberRows>
    private var agents: TotalsTable<SQLiteValue, ValueRows>
    private var methods: TotalsTable<SQLiteValue, ValueRows>
    private var rates: RateTable

    init(_ connection: SQLiteConnection) throws(StoreError) {
        insertEvent = try connection.prepare(
            """
            INSERT INTO event (
                id, uuid, time, node, source, transport, collection, method, number, agent, created, message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        addresses = try TotalsTable(.address, in: connection, size: \.size) { $0 }
        nodes = try TotalsTable(.node, in: connection, size: \.size) { $0 }
        numbers = TotalsTable(try NumberRows(connection), size: \.size) { $0 }
        agents = try TotalsTable(.agent, in: connection, size: \.size) { $0 }
        methods = try TotalsTable(.method, in: connection, size: \.size) { $0 }
        rates = try RateTable(connection)
    }

    mutating func insert(_ row: OriginalRow) throws(StoreError) {
        insertEvent.bind(1, row.id)
        insertEvent.bind(2, row.uuid)
        insertEvent.bind(3, row.time)
        insertEvent.bind(4, try Self.id(row.node, in: &nodes, row))
        let source = try Self.id(row.source, in: &addresses, row)
        insertEvent.bind(5, source)
        insertEvent.bind(6, row.transport)
        insertEvent.bind(7, row.collection)
        insertEvent.bind(8, try Self.detail(row.method, in: &methods, row))
        let number = try Self.detail(row.number, in: &numbers, row)
        if let source, let number, number > 0 { numbers.rows.note(source, of: number) }
        insertEvent.bind(9, number)
        insertEvent.bind(10, try Self.detail(row.agent, in: &agents, row))
        insertEvent.bind(11, row.created)
        insertEvent.bind(12, row.message.map { .blob($0) } ?? .null)
        try insertEvent.run()
        rates.note(row)
    }

    /// Where the original had nothing to write, it wrote NOT_FOUND, so that NULL is something else: 0 refers
    /// to no row.
    private static func detail(
        _ value: SQLiteValue, in table: inout TotalsTable<SQLiteValue, some TotalsRows>, _ row: OriginalRow
    ) throws(StoreError) -> Int64? {
        switch value {
        case .null: 0
        case notFound: nil
        default: try id(value, in: &table, row)
        }
    }

    private static let notFound = SQLiteValue("NOT_FOUND")

    private static func id(
        _ value: SQLiteValue, in table: inout TotalsTable<SQLiteValue, some TotalsRows>, _ row: OriginalRow
    ) throws(StoreError) -> Int64? {
        if value == .null { return nil }
        let event = EventID(rawValue: row.id)
        return try table.id(of: value, copy: value, in: event, at: row.seen, attempts: 1)
    }

    /// Writes the totals of what was inserted. Belongs at the end of the transaction.
    mutating func flushTotals() throws(StoreError) {
        try addresses.flush()
        try nodes.flush()
        try numbers.flush()
        try agents.flush()
        try methods.flush()
        try rates.flush()
    }
}
