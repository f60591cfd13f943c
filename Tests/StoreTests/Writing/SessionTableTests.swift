import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct SessionTableTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let connection: SQLiteConnection
    private var table: SessionTable

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("x.db")
        _ = try EventStore(path: path)
        connection = try SQLiteConnection(path: path)
        table = try SessionTable(connection)
    }

    /// An event at a time of so many minutes, whose id is that time too.
    private mutating func note(
        _ minutes: Int64, from source: Int64 = 1, attempts: Int = 1, _ message: ByteBuffer = .request()
    ) throws {
        let time = ProbeEvent.time.adding(.seconds(60 * minutes))
        try table.note(.make(1_000 + minutes, at: time, attempts: attempts, message: message), from: source)
    }

    /// Source, first and last event and attempts of each.
    private func sessions(
        _ columns: String = "source, first_event - 1000, last_event - 1000, attempts"
    ) throws -> [String] {
        let rows = try Shell(path).rows("SELECT \(columns) FROM session ORDER BY id")
        return rows.map { $0.map { $0 ?? "NULL" }.joined(separator: " ") }
    }

    @Test mutating func anHourOfEventsWithoutSilenceIsOne() throws {
        for minutes in Int64(0)...60 { try note(minutes) }
        try table.flush()
        #expect(try sessions() == ["1 0 60 61"])
        let seen = ProbeEvent.time.nanoseconds
        #expect(try sessions("first_seen, last_seen") == ["\(seen) \(seen + 3_600_000_000_000)"])
    }

    @Test mutating func halfAnHourOfSilenceEndsIt() throws {
        for minutes in [Int64(0), 30, 61, 62] { try note(minutes) }
        try table.flush()
        #expect(try sessions() == ["1 0 30 2", "1 61 62 2"])
    }

    @Test mutating func eachSourceHasItsOwn() throws {
        for minutes in Int64(0)..<9 { try note(minutes, from: 1 + minutes % 3, attempts: 2) }
        try table.flush()
        #expect(try sessions() == ["1 0 6 6", "2 1 7 6", "3 2 8 6"])
    }

    @Test mutating func whatWasCountedSinceTheLastTimeIsAddedOnce() throws {
        for minutes in Int64(0)..<4 {
            try note(minutes)
            try table.flush()
            try table.flush()
        }
        #expect(try sessions() == ["1 0 3 4"])
    }

    @Test mutating func goesOnAfterARestart() throws {
        try note(0, .request("OPTIONS"))
        try table.flush()
        table = try SessionTable(connection)
        try note(20)
        try table.flush()
        #expect(try sessions() == ["1 0 20 2"])
        #expect(try sessions("methods") == ["\(1 << SIPMethod.options.rawValue | 1 << SIPMethod.invite.rawValue)"])

        table = try SessionTable(connection)
        try note(51)
        try table.flush()
        #expect(try sessions() == ["1 0 20 2", "1 51 51 1"])
    }

    @Test mutating func forgettingDropsWhatWasNotWritten() throws {
        try note(0)
        try table.flush()
        try note(1)
        try note(2, from: 2)
        table.forget()
        try table.flush()
        #expect(try sessions() == ["1 0 0 1"])
        try note(3)
        try table.flush()
        #expect(try sessions() == ["1 0 3 2"])
    }

    @Test mutating func timesOutOfOrderAreOneSession() throws {
        for minutes in [Int64(20), 0, 40, 5] { try note(minutes) }
        try table.flush()
        #expect(try sessions() == ["1 0 40 4"])
    }

    @Test("A clock that was ahead for a while does not join all that follows")
    mutating func aClockSetBack() throws {
        for minutes in [Int64(0), 100_000, 1, 2] { try note(minutes) }
        try table.flush()
        #expect(try sessions() == ["1 0 0 1", "1 100000 100000 1", "1 1 2 2"])
    }

    @Test mutating func methodsAndCredentials() throws {
        try note(0, .request("OPTIONS"))
        try note(1, .register(user: "100"))
        try note(2, .register(user: "101"))
        try note(3, .request("NONSENSE"))
        try note(4, ByteBuffer(string: "not SIP"))
        try table.flush()
        let methods: [SIPMethod] = [.options, .register, .other]
        let mask = methods.reduce(0) { $0 | 1 << Int($1.rawValue) }
        #expect(try sessions("methods, credentials") == ["\(mask) 2"])
    }

    @Test mutating func theToolIsKnownFromTheFirstEvents() throws {
        try note(0, .request(agent: nil))
        try note(1, .request(agent: "friendly-scanner"))
        // What comes later changes nothing, nor does a restart.
        try note(2, .request(agent: "sipcli/v1.8"))
        try table.flush()
        table = try SessionTable(connection)
        try note(3, .request(agent: "sipcli/v1.8"))
        try table.flush()
        let guess = try AttackTool.guess(.make(message: .request(agent: "friendly-scanner")))
        #expect(guess != nil)
        #expect(try sessions("tool") == [guess?.name.description])
    }

    @Test mutating func whatNobodyKnowsIsNotAskedForEver() throws {
        for minutes in Int64(0)..<8 { try note(minutes, .request(agent: nil)) }
        try note(8, .request(agent: "friendly-scanner"))
        try table.flush()
        #expect(try sessions("tool") == ["NULL"])
    }

    @Test mutating func moreSourcesThanAreRemembered() throws {
        try connection.execute("BEGIN")
        for round in Int64(0)..<2 {
            for source in Int64(1)...20_000 { try note(round, from: source) }
        }
        try table.flush()
        try connection.execute("COMMIT")
        #expect(
            try Shell(path).row("SELECT count(*), min(attempts), max(attempts), count(DISTINCT source) FROM session")
                == "20000|2|2|20000")
    }

    @Test(arguments: [
        "SELECT * FROM session WHERE source = 1 ORDER BY id DESC LIMIT 1",
        "SELECT * FROM session ORDER BY last_seen DESC LIMIT 10",
    ])
    func isFoundByAnIndexWithoutSorting(query: String) throws {
        let plan = try Shell(path).rows("EXPLAIN QUERY PLAN \(query)").compactMap { $0.last ?? nil }
        #expect(plan.count == 1 && plan.allSatisfy { $0.contains("USING INDEX") }, "\(plan)")
    }
}
