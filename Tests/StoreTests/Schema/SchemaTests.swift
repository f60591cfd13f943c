import Events
import NIOCore
import SIP
import Testing

@testable import Store

/// The view `honey`, as any SQLite shell sees it.
@Suite struct SchemaTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
    }

    @Test mutating func aRowHasExactlyTheOriginalsValues() throws {
        try writer.write(EventBatch([try .make(0x1234)]))
        let row = try #require(try Shell(path).rows("SELECT * FROM honey").first)
        #expect(
            row == [
                "4660", "2022-02-22 11:19:15.848934346", "017f2128-2e88-7000-0000-000000001234",
                "responsive", "198.51.100.7", "00441", "UDP", "INVITE", "sipcli/v1.8",
                String(buffer: .request()), "84d81449-4088-49b2-9f90-d731c588df79", "2022-02-22 11:19:15.848",
            ])
    }

    @Test mutating func whatIsAbsentIsNotFound() throws {
        try writer.write(EventBatch([try .make(message: ByteBuffer())]))
        #expect(
            try Shell(path).row("SELECT called_number, method, user_agent, sip_message FROM honey")
                == "NOT_FOUND|NOT_FOUND|NOT_FOUND|")
    }

    @Test(arguments: [
        (0, "1970-01-01 00:00:00.000000000", "1970-01-01 00:00:00.000"),
        (1_709_210_096_000_000_001, "2024-02-29 12:34:56.000000001", "2024-02-29 12:34:56.000"),
        (1_709_210_096_999_999_999, "2024-02-29 12:34:56.999999999", "2024-02-29 12:34:56.999"),
        (9_214_646_399_000_000_000, "2261-12-31 23:59:59.000000000", "2261-12-31 23:59:59.000"),
    ])
    mutating func timesHaveAllTheirDigits(nanoseconds: Int64, event: String, created: String) throws {
        let time = Timestamp(nanoseconds: nanoseconds)
        try writer.write(EventBatch([try .make(at: time)]))
        #expect(try Shell(path).row("SELECT event_timestamp, created_at FROM honey") == "\(event)|\(created)")
        #expect(event == time.description)
    }

    @Test mutating func codesHaveTheirNames() throws {
        var events: [ProbeEvent] = []
        for transport in SIPTransport.allCases {
            for collection in ProbeEvent.Collection.allCases {
                var event = try ProbeEvent.make(Int64(events.count + 1), transport: transport)
                event.collection = collection
                events.append(event)
            }
        }
        try writer.write(EventBatch(events))
        let names = events.map { [$0.transport.name.description, $0.collection.name.description] as [String?] }
        #expect(
            try Shell(path).rows("SELECT transport_type, collected_method FROM honey ORDER BY honey_id") == names)
    }

    @Test mutating func aMessageIsItsBytes() throws {
        let bytes = ByteBuffer(bytes: Array(UInt8.min...UInt8.max))
        try writer.write(EventBatch([try .make(message: bytes)]))
        let hex = (0...255).map { String($0 + 256, radix: 16, uppercase: true).dropFirst() }.joined()
        #expect(
            try Shell(path).row("SELECT typeof(sip_message), hex(sip_message) FROM honey") == "text|\(hex)")
    }

    private func plan(_ query: String) throws -> [String] {
        try Shell(path).rows("EXPLAIN QUERY PLAN \(query)").map { $0.last.flatMap { $0 } ?? "" }
    }

    @Test(arguments: [
        "SELECT * FROM honey WHERE source_ip = '198.51.100.7'", "SELECT * FROM honey WHERE honey_id = 1",
        "SELECT count(*) FROM honey WHERE source_ip = '198.51.100.7'",
        "SELECT event.* FROM address JOIN event ON event.source = address.id WHERE address.value = '::1'",
        "SELECT * FROM number WHERE value = '00441'", "SELECT * FROM address WHERE value = '::1'",
    ])
    func lookUpsUseIndexes(query: String) throws {
        let steps = try plan(query)
        #expect(!steps.isEmpty && steps.allSatisfy { $0.hasPrefix("SEARCH ") }, "\(steps)")
    }

    @Test(arguments: [("value", "number"), ("e164", "target")])
    func whetherANumberWasDialledTakesNoRow(column: String, table: String) throws {
        let steps = try plan(NumberLookup.isDialled(column, in: table))
        #expect(steps.first == "SEARCH \(table) USING COVERING INDEX sqlite_autoindex_\(table)_1 (\(column)=?)")
        #expect(steps.last == "SEARCH \(table) USING INDEX \(table)_not_dialled (\(column)=?)")
    }

    @Test(arguments: Schema.Totals.allCases.map(\.rawValue))
    func theNewestValuesAreFoundByTheIndex(table: String) throws {
        let steps = try plan(
            "SELECT value, last_seen, attempts FROM \(table) ORDER BY last_minute DESC, last_seen DESC LIMIT 10")
        #expect(steps.first == "SCAN \(table) USING INDEX \(table)_by_last_minute")
        #expect(steps.dropFirst().allSatisfy { $0.hasPrefix("USE TEMP B-TREE FOR ") && !$0.hasSuffix("FOR ORDER BY") })
    }

    @Test func theNewestEventsNeedNoSorting() throws {
        let steps = try plan("SELECT * FROM honey ORDER BY honey_id DESC LIMIT 10")
        #expect(!steps.contains { $0.contains("B-TREE") }, "\(steps)")
    }
}
