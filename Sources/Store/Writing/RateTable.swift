import Events
import SIP

/// Counts attempts a minute, transport and method until `flush` writes them, once a transaction.
struct RateTable {
    /// In the codes of the table.
    private struct Key: Hashable {
        let minute: Int64
        let transport: Int64
        let method: Int64
    }

    private let add: SQLiteStatement
    private var counts: [Key: Int] = [:]

    init(_ connection: SQLiteConnection) throws(StoreError) {
        add = try connection.prepare(
            """
            INSERT INTO rate (minute, transport, method, attempts) VALUES (?, ?, ?, ?)
            ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts
            """)
    }

    mutating func note(_ event: ProbeEvent) {
        let key = Key(
            minute: event.time.nanoseconds / Schema.minute, transport: Int64(event.transport.rawValue),
            method: Self.code(event.method))
        counts[key, default: 0] += event.attempts
    }

    /// Counts nothing for a row whose time can't be read.
    mutating func note(_ row: OriginalRow) {
        guard case .integer(let time) = row.time else { return }
        var transport = Schema.unknownRate
        if case .integer(let code) = row.transport { transport = code }
        counts[Key(minute: time / Schema.minute, transport: transport, method: Self.code(row.sipMethod)), default: 0] +=
            1
    }

    private static func code(_ method: SIPMethod?) -> Int64 {
        method.map { Int64($0.rawValue) } ?? Schema.unknownRate
    }

    mutating func flush() throws(StoreError) {
        for (key, count) in counts {
            add.bind(1, key.minute)
            add.bind(2, key.transport)
            add.bind(3, key.method)
            add.bind(4, count)
            try add.run()
        }
        counts.removeAll(keepingCapacity: true)
    }

    mutating func forget() {
        counts.removeAll()
    }
}
