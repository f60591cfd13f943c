import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct DetailRowsTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
    }

    @Test mutating func credentialsHaveARowWithTheirEvent() throws {
        try writer.write(EventBatch([try .make(1), try .make(2, message: .register(user: "100"))]))
        let columns = """
            event, username, realm, uri, nonce, response, algorithm, qop, cnonce, nc, opaque, method, password_right,
            is_cut
            """
        #expect(
            try Shell(path).rows("SELECT \(columns) FROM credential") == [
                [
                    "2", "100", "asterisk", "sip:192.0.2.1", "1645528755/abc", "6629fae49393a05397450978507c4ef1",
                    "MD5",
                    "auth", "0a4f113b", "00000001", "5ccc069c", "REGISTER", nil, "0",
                ]
            ])
        #expect(try Shell(path).row("SELECT count(*) FROM detail") == "0")
    }

    @Test(arguments: [(true, "1"), (false, "0")])
    mutating func aJudgedPassword(isRight: Bool, column: String) throws {
        var event = try ProbeEvent.make(message: .register(user: "100"))
        event.details = try #require(event.details).judged(isPasswordRight: isRight)
        try writer.write(EventBatch([event]))
        #expect(try Shell(path).column("SELECT password_right FROM credential") == [column])
    }

    @Test mutating func otherDetailsHaveARowOfTheirOwn() throws {
        var event = try ProbeEvent.make(1)
        event.details = EventDetails(
            dtmf: "12#", mediaAddresses: ["198.51.100.7", "2001:db8::7"], codecs: ["PCMU/8000", "PCMA/8000"],
            referTo: "sip:2@h", text: "a\0b")
        try writer.write(EventBatch([event, try .make(2)]))
        #expect(
            try Shell(path).rows("SELECT event, dtmf, media_addresses, codecs, refer_to, hex(text) FROM detail")
                == [["1", "12#", "198.51.100.7 2001:db8::7", "PCMU/8000 PCMA/8000", "sip:2@h", "610062"]])
        #expect(try Shell(path).row("SELECT count(*) FROM credential") == "0")
    }

    @Test mutating func whatIsAbsentIsNull() throws {
        var event = try ProbeEvent.make(1)
        event.details = EventDetails(referTo: "")
        try writer.write(EventBatch([event]))
        #expect(
            try Shell(path).row("SELECT dtmf, media_addresses, codecs, refer_to, text FROM detail")
                == "NULL|NULL|NULL||NULL")
    }

    @Test mutating func callsStandBesideTheirInvite() throws {
        let time = ProbeEvent.time
        let taken = CallRecord(
            event: EventID(rawValue: 1), ringing: time, answered: time.adding(.seconds(4)),
            ended: time.adding(.seconds(60)), ending: .us, status: 200, dtmf: "0#", packetsReceived: 1_234)
        let refused = CallRecord(event: EventID(rawValue: 2), ended: time, ending: .refused, status: 486)
        var batch = EventBatch([try .make(1), try .make(2)])
        batch.calls = [taken, refused]
        try writer.write(batch)
        let start = time.nanoseconds
        #expect(
            try Shell(path).rows("SELECT * FROM call JOIN event ON event.id = call.event").map { Array($0.prefix(8)) }
                == [
                    [
                        "1", "\(start)", "\(start + 4_000_000_000)", "\(start + 60_000_000_000)", "us", "200", "0#",
                        "1234",
                    ],
                    ["2", nil, nil, "\(start)", "refused", "486", "", "0"],
                ])
    }

    @Test mutating func aCallToldTwiceIsNoFailure() throws {
        var batch = EventBatch()
        for status in [200, 487] {
            batch.calls = [
                CallRecord(
                    event: EventID(rawValue: 1), ended: ProbeEvent.time, ending: .cancelled, status: status)
            ]
            try writer.write(batch)
        }
        #expect(try Shell(path).column("SELECT status FROM call") == ["487"])
    }

    @Test mutating func aBatchThatFailsLeavesNoneBehind() throws {
        var event = try ProbeEvent.make(2, message: .register(user: "100"))
        event.details = EventDetails(credentials: event.details?.credentials, dtmf: "1")
        var batch = EventBatch([try .make(1), event, try .make(1)])
        batch.calls = [CallRecord(event: EventID(rawValue: 1), ended: ProbeEvent.time, ending: .caller, status: 200)]
        #expect(throws: SinkError.self) { try writer.write(batch) }
        let counts = ["credential", "detail", "call", "session"].map { "(SELECT count(*) FROM \($0))" }
        let query = "SELECT \(counts.joined(separator: ", "))"
        #expect(try Shell(path).row(query) == "0|0|0|0")

        batch.events.removeLast()
        try writer.write(batch)
        #expect(try Shell(path).row(query) == "1|1|1|1")
        #expect(try Shell(path).row("SELECT attempts, credentials FROM session") == "2|1")
    }
}
