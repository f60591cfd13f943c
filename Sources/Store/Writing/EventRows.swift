import Events
import NIOCore
import SIP

/// Puts events into the tables. Everything happens in the transaction that its caller has opened.
struct EventRows {
    /// Bytes of a number or agent that are kept as a value of their own; the message holds the rest.
    private static let valueLimit = 1_024

    private let insertEvent: SQLiteStatement
    private let addRetransmissions: SQLiteStatement
    private var addresses: TotalsTable<IPAddress, ValueRows>
    private var destinations: TotalsTable<IPAddress, ValueRows>
    private var nodes: TotalsTable<UUIDBytes, ValueRows>
    private var numbers: TotalsTable<ByteBuffer, NumberRows>
    private var agents: TotalsTable<ByteBuffer, ValueRows>
    private var methods: TotalsTable<ByteBuffer, ValueRows>
    private var sessions: SessionTable
    private var rates: RateTable
    private let details: DetailRows

    init(_ connection: SQLiteConnection) throws(StoreError) {
        insertEvent = try connection.prepare(
            """
            INSERT INTO event (id, uuid, time, node, source, source_port, destination, destination_port, transport,
                collection, method, status, number, to_number, agent, malformation, defects, attempts, message)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        addRetransmissions = try connection.prepare(
            "UPDATE event SET retransmissions = retransmissions + ?2 WHERE id = ?1")
        addresses = try TotalsTable(.address, in: connection) { SQLiteValue($0.description) }
        destinations = try TotalsTable(.destination, in: connection) { SQLiteValue($0.description) }
        nodes = try TotalsTable(.node, in: connection) { .blob($0.bytes) }
        numbers = TotalsTable(try NumberRows(connection), size: \.readableBytes) { bytes in
            let span = bytes.readableBytesUInt8Span
            return SQLiteValue(
                String(decoding: PercentEncoding.decode(span, ByteRange(0, span.count)), as: UTF8.self))
        }
        agents = try TotalsTable(.agent, in: connection, size: \.readableBytes) { SQLiteValue(String(buffer: $0)) }
        methods = try TotalsTable(.method, in: connection, size: \.readableBytes) { SQLiteValue(String(buffer: $0)) }
        sessions = try SessionTable(connection)
        rates = try RateTable(connection)
        details = try DetailRows(connection)
    }

    mutating func insert(_ event: ProbeEvent) throws(StoreError) {
        let time = event.time
        let attempts = event.attempts
        let source = event.source.address
        let destination = event.destination.address
        let sourceID = try addresses.id(of: source, copy: source, in: event.id, at: time, attempts: attempts)
        let statement = insertEvent
        statement.bind(1, event.id.rawValue)
        statement.bind(2, event.uuid)
        statement.bind(3, time.nanoseconds)
        statement.bind(4, try nodes.id(of: event.node, copy: event.node, in: event.id, at: time, attempts: attempts))
        statement.bind(5, sourceID)
        statement.bind(6, Int(event.source.port))
        statement.bind(
            7, try destinations.id(of: destination, copy: destination, in: event.id, at: time, attempts: attempts))
        statement.bind(8, Int(event.destination.port))
        statement.bind(9, Int(event.transport.rawValue))
        statement.bind(10, Int(event.collection.rawValue))
        statement.bind(11, try Self.id(event.methodName, of: event, in: &methods, attempts))
        statement.bind(12, event.status.map(Int64.init))
        let number = try Self.id(event.calledNumber, of: event, in: &numbers, attempts)
        if let number { numbers.rows.note(sourceID, of: number) }
        statement.bind(13, number)
        // The To of a call is no second attempt: it refers to a number without counting.
        statement.bind(14, try Self.id(event.toNumber, of: event, in: &numbers, 0))
        statement.bind(15, try Self.id(event.userAgent, of: event, in: &agents, attempts))
        statement.bind(16, text: event.malformation?.name)
        statement.bind(17, event.defects.isEmpty ? nil : Int64(event.defects.rawValue))
        statement.bind(18, attempts)
        try statement.run(binding: 19, to: event.message)
        if let more = event.details { try details.insert(more, of: event) }
        try sessions.note(event, from: sourceID)
        rates.note(event)
    }

    private static func id(
        _ range: ByteRange?, of event: ProbeEvent, in table: inout TotalsTable<ByteBuffer, some TotalsRows>,
        _ attempts: Int
    ) throws(StoreError) -> Int64? {
        guard let range,
            let key = event.message.getSlice(
                at: event.message.readerIndex + range.lowerBound, length: min(range.count, valueLimit))
        else { return nil }
        // What is remembered must not keep the batch's bytes in memory.
        return try table.id(
            of: key, copy: ByteBuffer(bytes: key.readableBytesView), in: event.id, at: event.time, attempts: attempts)
    }

    /// Counts retransmissions of events that are in the table already.
    func add(_ retransmissions: [EventID: Int]) throws(StoreError) {
        for (event, count) in retransmissions {
            addRetransmissions.bind(1, event.rawValue)
            addRetransmissions.bind(2, count)
            try addRetransmissions.run()
        }
    }

    /// Keeps what became of calls.
    func add(_ calls: [CallRecord]) throws(StoreError) {
        for call in calls { try details.insert(call) }
    }

    /// Writes the totals of what was inserted. Belongs at the end of the transaction.
    mutating func flushTotals() throws(StoreError) {
        try addresses.flush()
        try destinations.flush()
        try nodes.flush()
        try numbers.flush()
        try agents.flush()
        try methods.flush()
        try sessions.flush()
        try rates.flush()
    }

    /// After a rollback or a clean-up: row ids in memory may be gone.
    mutating func forget() {
        addresses.forget()
        destinations.forget()
        nodes.forget()
        numbers.forget()
        agents.forget()
        methods.forget()
        sessions.forget()
        rates.forget()
    }
}
