import Events

/// Puts rows of the original's database into the tables. Everything happens in the transaction that its
/// caller has opened.
struct OriginalRows {
    private let insertEvent: SQLiteStatement
    private let insertMessage: SQLiteStatement
    private var addresses: TotalsTable<SQLiteValue>
    private var nodes: TotalsTable<SQLiteValue>
    private var numbers: TotalsTable<SQLiteValue>
    private var agents: TotalsTable<SQLiteValue>
    private var methods: TotalsTable<SQLiteValue>

    init(_ connection: SQLiteConnection) throws(StoreError) {
        insertEvent = try connection.prepare(
            """
            INSERT INTO event (id, uuid, time, node, source, transport, collection, method, number, agent, created)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        insertMessage = try connection.prepare("INSERT INTO message (event, bytes) VALUES (?, ?)")
        addresses = try TotalsTable(.address, in: connection) { $0 }
        nodes = try TotalsTable(.node, in: connection) { $0 }
        numbers = try TotalsTable(.number, in: connection) { $0 }
        agents = try TotalsTable(.agent, in: connection) { $0 }
        methods = try TotalsTable(.method, in: connection) { $0 }
    }

    mutating func insert(_ row: OriginalRow) throws(StoreError) {
        insertEvent.bind(1, row.id)
        insertEvent.bind(2, row.uuid)
        insertEvent.bind(3, row.time)
        insertEvent.bind(4, try Self.id(row.node, in: &nodes, row))
        insertEvent.bind(5, try Self.id(row.source, in: &addresses, row))
        insertEvent.bind(6, row.transport)
        insertEvent.bind(7, row.collection)
        insertEvent.bind(8, try Self.id(row.method, in: &methods, row))
        insertEvent.bind(9, try Self.id(row.number, in: &numbers, row))
        insertEvent.bind(10, try Self.id(row.agent, in: &agents, row))
        insertEvent.bind(11, row.created)
        try insertEvent.run()
        guard let message = row.message else { return }
        insertMessage.bind(1, row.id)
        insertMessage.bind(2, blob: message)
        try insertMessage.run()
    }

    private static func id(
        _ value: SQLiteValue, in table: inout TotalsTable<SQLiteValue>, _ row: OriginalRow
    ) throws(StoreError) -> Int64? {
        if value == .null { return nil }
        return try table.id(of: value, copy: value, at: row.seen, attempts: 1)
    }

    /// Writes the totals of what was inserted. Belongs at the end of the transaction.
    mutating func flushTotals() throws(StoreError) {
        try addresses.flush()
        try nodes.flush()
        try numbers.flush()
        try agents.flush()
        try methods.flush()
    }
}
