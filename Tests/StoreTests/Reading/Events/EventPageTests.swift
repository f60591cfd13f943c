import Events
import NIOCore
import SIP
import Telephony
import Testing

@testable import Store

@Suite struct EventPageTests {
    private let directory: TemporaryDirectory
    private let reader: EventReader
    private var writer: StoreWriter
    /// Ids of our own hold their time.
    private static let first = EventID(startOf: ProbeEvent.time).rawValue

    init() throws {
        directory = try TemporaryDirectory()
        let path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
        reader = try EventReader(path: path)
        try writer.write(
            EventBatch([
                try make(0, .request("INVITE", number: "00442079460000", agent: "sipcli/v1.8")),
                try make(1, .request("REGISTER", number: "100", agent: "Friendly_Scanner"), from: "203.0.113.5"),
                try make(2, .request("INVITE", number: "9442079460000", agent: "50% off"), transport: .tcp),
                try make(3, .request("OPTIONS", number: "100", agent: nil), from: "203.0.113.5"),
            ]))
    }

    private func make(
        _ seconds: Int64, _ message: ByteBuffer, from source: String = "198.51.100.7", transport: SIPTransport = .udp
    ) throws -> ProbeEvent {
        let time = ProbeEvent.time.adding(.seconds(seconds))
        return try .make(
            EventID(startOf: time).rawValue, at: time, from: source, transport: transport, message: message)
    }

    /// The seconds at which they happened.
    private func seconds(_ events: [StoredEvent]) -> [Int64] {
        events.map { ($0.id.rawValue - Self.first) / 4_096_000 }
    }

    private func seconds(_ change: (inout EventFilter) -> Void) throws -> [Int64] {
        var filter = EventFilter()
        change(&filter)
        return seconds(try reader.events(filter, limit: 10).events)
    }

    @Test func theNewestComeFirstPageByPage() throws {
        var next: EventID?
        var pages: [[Int64]] = []
        repeat {
            let page = try reader.events(from: next, limit: 3)
            pages.append(seconds(page.events))
            next = page.next
        } while next != nil
        #expect(pages == [[3, 2, 1], [0]])
    }

    @Test func everyFilterPassesJustItsOwn() throws {
        #expect(try seconds { $0.source = "203.0.113.5" } == [3, 1])
        #expect(try seconds { $0.source = "203.0.113.6" } == [])
        #expect(try seconds { $0.method = "INVITE" } == [2, 0])
        #expect(try seconds { $0.transport = .tcp } == [2])
        #expect(try seconds { $0.userAgent = "SCANNER" } == [1])
        #expect(try seconds { $0.number = .form("100") } == [3, 1])
        #expect(try seconds { $0.country = Country("GB") } == [2, 0])
        #expect(try seconds { $0.prefix = "00" } == [0])
        #expect(
            try seconds {
                $0.country = Country("GB")
                $0.transport = .udp
            } == [0])
    }

    @Test func inAnAgentsNameNoCharacterIsAPattern() throws {
        #expect(try seconds { $0.userAgent = "%" } == [2])
        #expect(try seconds { $0.userAgent = "_" } == [1])
        #expect(try seconds { $0.userAgent = "\\" } == [])
    }

    @Test func aTargetIsFoundInAllItsForms() throws {
        let e164 = try #require(E164(442_079_460_000))
        #expect(try seconds { $0.number = .target(e164) } == [2, 0])
    }

    @Test func aSpanOfTimeHoldsItsBeginningAndNotItsEnd() throws {
        #expect(
            try seconds {
                $0.since = ProbeEvent.time.adding(.seconds(1))
                $0.until = ProbeEvent.time.adding(.seconds(3))
            } == [2, 1])
        #expect(try seconds { $0.since = ProbeEvent.time.adding(.seconds(-100)) } == [3, 2, 1, 0])
        #expect(try seconds { $0.since = ProbeEvent.time.adding(.seconds(100)) } == [])
    }

    @Test func anEventHasItsTexts() throws {
        let event = try #require(try reader.events(limit: 1, with: [.message, .session]).events.first)
        #expect(event.time == "2022-02-22 11:19:18.848934346")
        #expect(event.node == ProbeEvent.node.description)
        #expect(event.source == "203.0.113.5")
        #expect(event.sourcePort == 5062)
        #expect(event.destination == "192.0.2.1")
        #expect(event.transport == "UDP")
        #expect(event.collection == "responsive")
        #expect(event.method == "OPTIONS")
        #expect(event.calledNumber == "100")
        #expect(event.userAgent == nil)
        #expect(event.message == .request("OPTIONS", number: "100", agent: nil))
        #expect(event.session == 2)
        #expect(try reader.events(limit: 1).events.first?.message == nil)
    }

    @Test func whatIsNewSinceAnEventIsCountedAndItsNewestShown() throws {
        let first = EventID(rawValue: Self.first)
        let last = try #require(try reader.newestEvent())
        var calls = EventFilter()
        calls.method = "INVITE"
        #expect(try reader.count(EventFilter(), after: first, to: last) == 3)
        #expect(try reader.count(calls, after: first, to: last) == 1)
        #expect(seconds(try reader.events(EventFilter(), after: first, to: last, newest: 2)) == [2, 3])
        #expect(seconds(try reader.events(calls, after: first, to: last, newest: 2)) == [2])
    }

    @Test func aUUIDLeadsToItsEvent() throws {
        let own = try #require(UUIDBytes("017f2128-2e89-7000-8000-00000000002a"))
        var writer = writer
        var event = try make(4, .request())
        event.id = try #require(EventID(own))
        event.uuid = own
        try writer.write(EventBatch([event]))
        #expect(try reader.event(own, with: [])?.id == event.id)
        let stranger = try #require(UUIDBytes("017f2128-2e89-7000-8000-00000000002b"))
        #expect(try reader.event(stranger, with: [])?.id == nil)
    }

    @Test func anEventOfTheOriginalsIsFoundByItsUUIDToo() throws {
        let path = directory.file("original.db")
        try OriginalDatabase.make(path, rows: OriginalDatabase.rows(3))
        _ = try EventStore(path: path)
        let reader = try EventReader(path: path)
        let uuids = try Shell(path).column("SELECT event_uuid FROM honey").compactMap { $0.flatMap { UUIDBytes($0) } }
        #expect(uuids.count == 3)
        for uuid in uuids { #expect(try reader.event(uuid, with: [])?.uuid == uuid.description) }
        let plan = try Shell(path).rows(
            "EXPLAIN QUERY PLAN SELECT id FROM event WHERE uuid = x'00' AND \(Schema.hasForeignID)")
        #expect("\(plan)".contains("event_by_uuid"))
    }
}
