import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct EventRowsTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var rows: EventRows

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("x.db")
        _ = try EventStore(path: path)
        rows = try EventRows(try SQLiteConnection(path: path))
    }

    private mutating func insert(_ events: ProbeEvent...) throws -> Shell {
        for event in events { try rows.insert(event) }
        try rows.flushTotals()
        return try Shell(path)
    }

    @Test mutating func everyColumn() throws {
        var event = try ProbeEvent.make(7, transport: .tls, attempts: 3, message: .request(number: "1", to: "2"))
        event.defects = [SIPDefects(.badVia), SIPDefects(.missingTo)]
        event.malformation = .brokenStream(.truncated)
        event.status = 404
        let shell = try insert(event)
        #expect(
            try shell.row(
                """
                SELECT event.id, hex(uuid), time, hex(node.value), address.value, source_port, destination.value,
                    destination_port, transport, collection, method.value, status, number.value, other.value,
                    agent.value, malformation, defects, event.attempts, retransmissions, created
                FROM event JOIN node ON node.id = node JOIN address ON address.id = source
                JOIN destination ON destination.id = destination JOIN method ON method.id = method
                JOIN number ON number.id = number JOIN number other ON other.id = to_number
                JOIN agent ON agent.id = agent
                """) == """
                    7|017F21282E8870000000000000000007|1645528755848934346|84D81449408849B29F90D731C588DF79|198.51.100.7|\
                    5062|192.0.2.1|5060|2|1|INVITE|404|1|2|sipcli/v1.8|truncated|\
                    \(event.defects.rawValue)|3|0|NULL
                    """)
        #expect(
            try shell.row("SELECT id, CAST(message AS TEXT) FROM event")
                == "7|\(String(buffer: .request(number: "1", to: "2")))")
    }

    @Test mutating func whatIsAbsentIsNull() throws {
        let shell = try insert(.make(message: ByteBuffer()))
        #expect(
            try shell.row("SELECT method, status, number, to_number, agent, malformation, defects, created FROM event")
                == "NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL")
        #expect(try shell.row("SELECT typeof(message), length(message) FROM event") == "blob|0")
        #expect(try shell.row("SELECT count(*) FROM number") == "0")
    }

    @Test mutating func attemptsCountInEveryTotal() throws {
        let shell = try insert(.make(1, attempts: 5), .make(2, attempts: 1))
        for table in Schema.Totals.allCases {
            #expect(try shell.row("SELECT count(*), sum(attempts) FROM \(table)") == "1|6", "\(table)")
        }
    }

    @Test mutating func theToOfACallIsNoSecondAttempt() throws {
        let shell = try insert(.make(1, message: .request(number: "1", to: "2")))
        #expect(try shell.rows("SELECT value, attempts FROM number ORDER BY value") == [["1", "1"], ["2", "0"]])
    }

    @Test mutating func oneNumberHoweverItIsSpelled() throws {
        let shell = try insert(.make(1, message: .request(number: "+44")), .make(2, message: .request(number: "%2b44")))
        #expect(try shell.rows("SELECT value, attempts FROM number") == [["+44", "2"]])
    }

    @Test mutating func numbersThatUnicodeCallsEqualAreTwo() throws {
        let shell = try insert(
            .make(1, message: .request(number: "%C3%A9")), .make(2, message: .request(number: "e%CC%81")))
        #expect(try shell.column("SELECT hex(value) FROM number ORDER BY id") == ["C3A9", "65CC81"])
    }

    @Test mutating func longValuesAreCut() throws {
        let long = String(repeating: "9", count: 1_025)
        let agent = String(repeating: "a", count: 5_000)
        let shell = try insert(
            .make(1, message: .request(number: long, agent: agent)),
            // The rest of it makes no other number.
            .make(2, message: .request(number: long + "1", agent: agent)))
        #expect(try shell.rows("SELECT length(value), attempts FROM number") == [["1024", "2"]])
        #expect(try shell.rows("SELECT length(value), attempts FROM agent") == [["1024", "2"]])
        #expect(try shell.row("SELECT length(message) > 6000 FROM event WHERE id = 1") == "1")
    }

    @Test mutating func bytesThatAreNoText() throws {
        var message = ByteBuffer.request(number: "%00%FF%C3", agent: "x")
        message.setInteger(UInt8(0xFF), at: message.writerIndex - 24)
        let shell = try insert(.make(message: message))
        #expect(try shell.row("SELECT hex(value) FROM number") == "00EFBFBDEFBFBD")
        #expect(try shell.row("SELECT hex(value) FROM agent") == "EFBFBD")
        #expect(
            try shell.row("SELECT number.value = called_number FROM honey JOIN number") == "1")
        #expect(try shell.row("SELECT instr(message, x'ff') > 0 FROM event") == "1")
    }

    @Test mutating func aNULInAnAgentCutsNothing() throws {
        let shell = try insert(.make(1, message: .request(agent: "a\0b")), .make(2, message: .request(agent: "a\0c")))
        #expect(try shell.column("SELECT hex(value) FROM agent ORDER BY id") == ["610062", "610063"])
    }

    @Test mutating func retransmissionsAreAddedUp() throws {
        let shell = try insert(.make(1), .make(2), .make(3))
        try rows.add([EventID(rawValue: 1): 2, EventID(rawValue: 2): 5])
        try rows.add([EventID(rawValue: 1): 1, EventID(rawValue: 99): 7])
        #expect(try shell.column("SELECT retransmissions FROM event ORDER BY id") == ["3", "5", "0"])
        // They are no attempts.
        #expect(try shell.row("SELECT attempts FROM address") == "3")
    }

    @Test mutating func addressesOfBothFamilies() throws {
        let shell = try insert(.make(1, from: "2001:db8::1"), .make(2, from: "::ffff:192.0.2.9"))
        #expect(try shell.column("SELECT source_ip FROM honey ORDER BY honey_id") == ["2001:db8::1", "192.0.2.9"])
    }
}
