import Events
import NIOCore
import SIP
import Testing

@testable import Store

@Suite struct EventFollowerTests {
    private let directory: TemporaryDirectory
    private let path: String
    private var writer: StoreWriter

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        writer = try EventStore(path: path).writer()
    }

    private mutating func write(_ ids: Int64...) throws {
        try writer.write(EventBatch(try ids.map { try .make($0) }))
    }

    private func take(_ follower: inout EventFollower, _ limit: Int = 100) throws -> [Int64] {
        try follower.next(limit).events.map(\.rawValue)
    }

    @Test mutating func itBeginsBehindWhatIsThereAndSeesWhatComes() throws {
        try write(10, 11)
        var follower = try EventFollower(path: path, from: nil)
        #expect(try take(&follower) == [])
        try write(12, 13)
        #expect(try take(&follower) == [12, 13])
        #expect(try take(&follower) == [])
    }

    @Test mutating func whatCommitsBehindHigherIdsComesOnce() throws {
        var follower = try EventFollower(path: path, from: nil)
        try write(10, 20)
        #expect(try take(&follower) == [10, 20])
        try write(15, 30)
        #expect(try take(&follower) == [15, 30])
        // These come in order for who has not passed them yet.
        try write(40)
        try write(35)
        #expect(try take(&follower, 1) == [35])
        #expect(try take(&follower) == [40])
        #expect(try take(&follower) == [])
    }

    @Test(arguments: [1, 2, 3, 7]) mutating func inAnyOrderAndAnyStepsEachEventComesOnce(limit: Int) throws {
        var ids = Array(Int64(1)...60)
        var seed: UInt64 = UInt64(limit)
        for index in ids.indices {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1
            ids.swapAt(index, min(index + Int(seed >> 61), ids.count - 1))
        }
        var follower = try EventFollower(path: path, from: nil)
        var seen: [Int64] = []
        while !ids.isEmpty {
            try writer.write(EventBatch(try ids.prefix(4).map { try .make($0) }))
            ids.removeFirst(4)
            seen += try take(&follower, limit)
        }
        while case let more = try take(&follower, limit), !more.isEmpty { seen += more }
        #expect(seen.sorted() == Array(1...60))
    }

    @Test mutating func itGoesOnWhereAnEarlierOneStopped() throws {
        var follower = try EventFollower(path: path, from: nil)
        try write(10, 20)
        let step = try follower.next(1)
        let table = try FollowerTable(path: path)
        #expect(try table.state(of: "hook") == nil)
        try table.keep(step.position, of: "hook")
        try write(5, 15)
        let state = try #require(try table.state(of: "hook"))
        var next = try EventFollower(path: path, from: state.position)
        #expect(try take(&next) == [5, 15, 20])
    }

    @Test mutating func aRestartedNodeKnowsWhatIsLate() throws {
        try write(50)
        var follower = try EventFollower(path: path, from: nil)
        writer.close()
        // The lock goes with the writer.
        writer = try EventStore(path: directory.file("other.db")).writer()
        writer = try EventStore(path: path).writer()
        try write(40)
        #expect(try take(&follower) == [40])
    }

    @Test mutating func anEventComesBackAsItWas() throws {
        let message = ByteBuffer.request(
            "INVITE", number: "00442079460000", further: ["Content-Type: application/sdp"],
            body: "v=0\r\nm=audio 4000 RTP/AVP 0\r\nc=IN IP4 198.51.100.9\r\n")
        var event = try ProbeEvent.make(7, from: "2001:db8::7", transport: .tls, attempts: 3, message: message)
        event.details = event.details?.adding(dtmf: "42")
        var broken = try ProbeEvent.make(8, message: ByteBuffer(bytes: [0xFF, 0, 0x22]))
        broken.malformation = Malformation(name: "no-start-line")
        var follower = try EventFollower(path: path, from: nil)
        try writer.write(EventBatch([event, broken]))
        let ids = try follower.next(10).events
        let encoder = EventJSONEncoder(addresses: .ip, version: "1")
        func line(_ event: ProbeEvent) -> String {
            var line = ByteBuffer()
            encoder.write(event, into: &line)
            return String(buffer: line)
        }
        let followed = try ids.map { try #require(try follower.event($0)) }
        #expect(followed.map { line($0.event) } == [line(event), line(broken)])
        #expect(followed[0].number?.e164?.description == "+442079460000")
        #expect(followed[1].number == nil)
    }

    @Test mutating func whatIsDeletedBeforeItWasDeliveredIsCounted() throws {
        let retention = RetentionPolicy(maximumAge: .seconds(60))
        let other = directory.file("kept.db")
        var writer = try EventStore(path: other, options: .init(retention: retention)).writer()
        try writer.write(EventBatch([try .make(1), try .make(2), try .make(3, at: .now)]))
        let table = try FollowerTable(path: other)
        try table.keep(FollowerPosition(lastEvent: EventID(rawValue: 1), lastLate: 0), of: "hook")
        try table.setAside(EventID(rawValue: 1), of: "hook", at: .now, status: 410, reason: "gone")
        writer.idle()
        #expect(try table.state(of: "hook")?.missed == 1)
        #expect(try table.undelivered(limit: 10).isEmpty)
    }

    @Test mutating func whatIsSetAsideIsTriedAgainWhenSomebodyAsks() throws {
        try write(1, 2)
        let table = try FollowerTable(path: path)
        for (event, name) in [(1, "a"), (2, "a"), (2, "b")] {
            try table.setAside(
                EventID(rawValue: Int64(event)), of: name, at: ProbeEvent.time, status: 400, reason: "no")
        }
        #expect(try table.undelivered(limit: 10).count == 3)
        #expect(try table.undelivered(of: "a", isWanted: true, limit: 10).isEmpty)
        #expect(try table.retry(of: "a", event: EventID(rawValue: 2)) == 1)
        let wanted = try table.undelivered(isWanted: true, limit: 10)
        #expect(wanted.map(\.follower) == ["a"])
        try table.remove(try #require(wanted.first))
        #expect(try table.undelivered(limit: 10).count == 2)
    }
}
