import CSQLite
import Events
import Foundation
import NIOCore
import Testing

@testable import Store

@Suite struct StoreWriterTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
    }

    /// Events of several sources that dial several numbers.
    private func batch(_ ids: Range<Int64>) throws -> EventBatch {
        EventBatch(
            try ids.map { id in
                try .make(id, from: "198.51.100.\(id % 5)", message: .request(number: "00\(id % 7)"))
            })
    }

    private func totals(_ table: String, in path: String? = nil) throws -> [[String?]] {
        try Shell(path ?? self.path).rows("SELECT value, attempts FROM \(table) ORDER BY value")
    }

    @Test mutating func totalsAreExactAfterEachOfManyBatches() throws {
        #expect(writer.name == "store")
        for round in Int64(1)...6 {
            try writer.write(try batch((round - 1) * 70..<round * 70))
            #expect(try totals("address") == (0..<5).map { ["198.51.100.\($0)", "\(14 * round)"] })
            #expect(try totals("number") == (0..<7).map { ["00\($0)", "\(10 * round)"] })
            #expect(try totals("agent") == [["sipcli/v1.8", "\(70 * round)"]])
        }
    }

    @Test mutating func totalsMatchTheEvents() throws {
        for round in Int64(0)..<4 { try writer.write(try batch(round * 50..<round * 50 + 50)) }
        let counted = try Shell(path).rows("SELECT source_ip, count(*) FROM honey GROUP BY 1 ORDER BY 1")
        #expect(try totals("address") == counted)
    }

    @Test mutating func aBatchThatFailsLeavesNothingBehind() throws {
        try writer.write(try batch(0..<10))
        let (addresses, numbers) = (try totals("address"), try totals("number"))
        var failing = try batch(10..<20)
        failing.events.append(try .make(100, from: "203.0.113.1", message: .request(number: "new", agent: "new")))
        failing.retransmissions = [EventID(rawValue: 1): 3]
        // An id that is there already.
        failing.events.append(try .make(5))
        #expect(throws: SinkError.self) { try writer.write(failing) }
        #expect(try totals("address") == addresses)
        #expect(try totals("number") == numbers)
        #expect(try Shell(path).row("SELECT count(*), sum(retransmissions) FROM event") == "10|0")

        // The same batch again, whole this time.
        failing.events.removeLast()
        try writer.write(failing)
        #expect(try Shell(path).row("SELECT count(*), sum(retransmissions) FROM event") == "21|3")
        #expect(try totals("number").last == ["new", "1"])
        let counted = try Shell(path).rows("SELECT source_ip, count(*) FROM honey GROUP BY 1 ORDER BY 1")
        #expect(try totals("address") == counted)
    }

    @Test mutating func theReasonOfAFailureIsASentence() throws {
        try writer.write(EventBatch([try .make(1)]))
        let batch = EventBatch([try .make(1)])
        let error = #expect(throws: SinkError.self) { try writer.write(batch) }
        #expect(error?.reason == "The database \(path) failed: UNIQUE constraint failed: event.id.")
    }

    @Test func aFullDiskIsSaidAndOvercome() throws {
        let path = directory.file("own.db")
        _ = try EventStore(path: path)
        let connection = try SQLiteConnection(path: path)
        var writer = try StoreWriter(
            connection, lock: DatabaseLock(database: connection.path), retention: RetentionPolicy())
        let pages = try connection.integer("PRAGMA page_count") ?? 0
        try connection.execute("PRAGMA max_page_count = \(pages + 4)")
        let batch = EventBatch(try (1...50).map { try .make($0, message: ByteBuffer(repeating: 0x41, count: 5_000)) })
        #expect(throws: SinkError("The disk is full: the database \(path) cannot grow.")) { try writer.write(batch) }
        #expect(try Shell(path).row("SELECT count(*) FROM event") == "0")
        try connection.execute("PRAGMA max_page_count = 100000")
        try writer.write(batch)
        #expect(try Shell(path).row("SELECT count(*) FROM event") == "50")
        #expect(try Shell(path).row("SELECT attempts FROM address") == "50")
    }

    @Test mutating func retransmissionsOfTheSameAndOfEarlierBatches() throws {
        try writer.write(EventBatch([try .make(1), try .make(2)], retransmissions: [EventID(rawValue: 2): 1]))
        try writer.write(EventBatch([], retransmissions: [EventID(rawValue: 1): 4, EventID(rawValue: 2): 1]))
        #expect(try Shell(path).column("SELECT retransmissions FROM event ORDER BY id") == ["4", "2"])
    }

    @Test mutating func mergedEventsCountAllTheirAttempts() throws {
        try writer.write(EventBatch([try .make(1, attempts: 40), try .make(2)]))
        #expect(try totals("number") == [["00441", "41"]])
        #expect(try Shell(path).column("SELECT attempts FROM event ORDER BY id") == ["40", "1"])
    }

    @Test mutating func aCleanStopLeavesNothingToRecover() throws {
        try writer.write(try batch(0..<100))
        #expect(try size(path + "-wal") > 0)
        writer.close()
        #expect(try size(path + "-wal") == 0)
    }

    private func size(_ path: String) throws -> Int {
        try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? -1
    }

    @Test func upkeepFollowsTheRetention() throws {
        let path = directory.file("own.db")
        var writer = try EventStore(
            path: path, options: .init(retention: .init(maximumAge: .seconds(3600)))
        ).writer()
        let (old, new) = (Timestamp.now.adding(.seconds(-7200)), Timestamp.now)
        try writer.write(EventBatch([try .make(1, at: old, message: .request(number: "old")), try .make(2, at: new)]))
        writer.idle()
        #expect(try Shell(path).column("SELECT honey_id FROM honey") == ["2"])
        #expect(try totals("number", in: path) == [["00441", "1"]])

        // Ids in memory are not those of rows that are gone.
        try writer.write(EventBatch([try .make(3, at: new, message: .request(number: "old"))]))
        #expect(try Shell(path).column("SELECT called_number FROM honey") == ["00441", "old"])
        #expect(try totals("number", in: path) == [["00441", "1"], ["old", "1"]])
    }

    @Test func upkeepComesAfterManyEventsToo() throws {
        let path = directory.file("own.db")
        var writer = try EventStore(
            path: path, options: .init(retention: .init(maximumAge: .seconds(3600)))
        ).writer()
        let template = try ProbeEvent.make(at: Timestamp.now.adding(.seconds(-7200)), message: ByteBuffer())
        var events: [ProbeEvent] = []
        for id in Int64(1)...10_000 {
            var event = template
            event.id = EventID(rawValue: id)
            events.append(event)
        }
        try writer.write(EventBatch(Array(events.prefix(9_999))))
        #expect(try Shell(path).row("SELECT count(*) FROM event") == "9999")
        try writer.write(EventBatch(Array(events.suffix(1))))
        #expect(try Shell(path).row("SELECT count(*) FROM event") == "0")
    }
}
