import Foundation
import NIOCore
import SIP
import Testing

@testable import Events

@Suite(.timeLimit(.minutes(5))) struct EventQueueTests {
    /// Gives at once what is there.
    static let instant = EventQueue.Limits(gathering: .zero, idle: .zero)

    private static func event(_ id: Int64, from source: String = "198.51.100.7", message: ByteBuffer = .request())
        throws
        -> ProbeEvent
    {
        var event = try ProbeEvent.make(from: source, message: message)
        event.id = EventID(rawValue: id)
        return event
    }

    private static func batch(_ ids: ClosedRange<Int64>) throws -> EventBatch {
        EventBatch(try ids.map { try event($0) })
    }

    @Test func eventsComeOutInTheirOrder() throws {
        let queue = EventQueue(limits: Self.instant)
        for ids in [Int64(1)...3, 4...4, 5...9] { #expect(queue.put(try Self.batch(ids)) == .init()) }
        #expect(queue.depth == 9)
        #expect(queue.take().ids == Array(1...9))
        #expect(queue.depth == 0)
        #expect(queue.take().isIdle)
    }

    @Test func retransmissionsOfOneEventAreOneNumber() throws {
        let queue = EventQueue(limits: Self.instant)
        let (first, second) = (EventID(rawValue: 1), EventID(rawValue: 2))
        _ = queue.put(EventBatch([try Self.event(1)], retransmissions: [first: 1]))
        _ = queue.put(EventBatch([], retransmissions: [first: 2, second: 5]))
        #expect(queue.take().batch?.retransmissions == [first: 3, second: 5])
        #expect(queue.take().isIdle)
    }

    @Test func retransmissionsStayBoundedWhileNothingIsTaken() {
        var limits = Self.instant
        limits.events = 100
        let queue = EventQueue(limits: limits)
        var lost = 0
        for round in 0..<3 {
            for id in 1...Int64(150) {
                let overflow = queue.put(EventBatch([], retransmissions: [EventID(rawValue: id): 2]))
                lost += overflow.lost
                #expect(overflow.lost == (id > 100 ? 2 : 0), "round \(round)")
            }
        }
        let kept = queue.take().batch?.retransmissions ?? [:]
        #expect(kept.count == 100 && kept.values.allSatisfy { $0 == 6 })
        #expect(lost == 3 * 50 * 2)
    }

    @Test func endedCallsComeBehindTheirInvites() throws {
        var limits = Self.instant
        limits.batch = 2
        let queue = EventQueue(limits: limits)
        var batch = try Self.batch(1...3)
        batch.calls = [.make(1), .make(2)]
        _ = queue.put(batch)
        let first = try #require(queue.take().batch)
        #expect(first.events.map(\.id.rawValue) == [1, 2, 3] && first.calls == [.make(1), .make(2)])
        #expect(queue.take().isIdle)

        // Events that are not taken yet hold back what is known of them.
        for ids in [Int64(4)...5, 6...7] {
            var batch = try Self.batch(ids)
            batch.calls = [.make(ids.lowerBound)]
            _ = queue.put(batch)
        }
        #expect(queue.take().batch?.calls == [])
        #expect(queue.take().batch?.calls == [.make(4), .make(6)])
    }

    @Test func anEndedCallAloneIsABatch() {
        let queue = EventQueue(limits: Self.instant)
        var batch = EventBatch()
        batch.calls = [.make(1)]
        #expect(queue.put(batch) == .init())
        #expect(queue.take().batch?.calls == [.make(1)])
        #expect(queue.take().isIdle)
    }

    @Test func endedCallsStayBoundedWhileNothingIsTaken() {
        var limits = Self.instant
        limits.calls = 10
        let queue = EventQueue(limits: limits)
        var batch = EventBatch()
        batch.calls = (1...6).map { .make($0) }
        #expect(queue.put(batch).lost == 0)
        #expect(queue.put(batch).lost == 2)
        #expect(queue.put(batch).lost == 6)
        #expect(queue.take().batch?.calls.map(\.event.rawValue) == [1, 2, 3, 4, 5, 6, 1, 2, 3, 4])
        #expect(queue.put(batch).lost == 0)
    }

    @Test func whatAMessageGivesAwayCountsAsBytes() throws {
        let text = String(repeating: "x", count: 1_000)
        let message = ByteBuffer.request("MESSAGE", body: text)
        var limits = Self.instant
        limits.bytes = 2 * message.readableBytes + 1_000
        let queue = EventQueue(limits: limits)
        for id in Int64(1)...3 {
            let event = try Self.event(id, message: message)
            #expect(queue.put(EventBatch([event])).merged == (id == 1 ? 0 : 1))
        }
        #expect(queue.take().ids == [1, 2])
        #expect(queue.put(EventBatch([try Self.event(4, message: message)])) == .init())
    }

    @Test func aFewEventsAreGatheredForAMoment() throws {
        let queue = EventQueue(limits: .init(gathering: .milliseconds(120), idle: .seconds(30)))
        let start = ContinuousClock.now
        _ = queue.put(try Self.batch(1...2))
        #expect(queue.take().ids == [1, 2])
        #expect(ContinuousClock.now - start >= .milliseconds(120))
    }

    @Test func enoughEventsAreGivenAtOnce() throws {
        let queue = EventQueue(limits: .init(batch: 10, gathering: .seconds(600), idle: .seconds(600)))
        _ = queue.put(try Self.batch(1...10))
        #expect(queue.take().ids == Array(1...10))
    }

    @Test func theOneThatMakesItEnoughEndsTheGathering() async throws {
        let queue = EventQueue(limits: .init(batch: 10, gathering: .seconds(600), idle: .seconds(600)))
        async let taken = onThread { queue.take().ids }
        for id in Int64(1)...10 { _ = queue.put(try Self.batch(id...id)) }
        #expect(await taken == Array(1...10))
    }

    @Test func alikeEventsAreMergedBeyondTheLimitOfEvents() throws {
        var limits = Self.instant
        limits.events = 5
        let queue = EventQueue(limits: limits)
        #expect(queue.put(try Self.batch(1...5)) == .init())
        #expect(queue.put(try Self.batch(6...25)) == .init(merged: 20, lost: 0))
        #expect(queue.depth == 5)
        let events = try #require(queue.take().batch).events
        #expect(events.map(\.id.rawValue) == Array(1...6))
        #expect(events.map(\.attempts) == [1, 1, 1, 1, 1, 20])
        // There is room again.
        #expect(queue.put(try Self.batch(26...30)) == .init())
    }

    @Test func alikeEventsAreMergedBeyondTheLimitOfBytes() throws {
        let size = ByteBuffer.request().readableBytes
        var limits = Self.instant
        limits.bytes = 3 * size
        let queue = EventQueue(limits: limits)
        #expect(queue.put(try Self.batch(1...3)) == .init())
        #expect(queue.put(try Self.batch(4...7)) == .init(merged: 4, lost: 0))
        // An event without bytes still fits.
        #expect(queue.put(EventBatch([try Self.event(8, message: ByteBuffer())])) == .init())
        let events = try #require(queue.take().batch).events
        #expect(events.map(\.attempts) == [1, 1, 1, 1, 4])
    }

    @Test func totalsAnAddressAndANumberStayExactWhenMerged() throws {
        var limits = Self.instant
        limits.events = 10
        let queue = EventQueue(limits: limits)
        var expected: [String: Int] = [:]
        for id in Int64(1)...2_000 {
            let source = "198.51.100.\(id % 7)"
            let number = "00\(id % 11)"
            expected["\(source) \(number)", default: 0] += 1
            let message = ByteBuffer.request(id % 2 == 0 ? "INVITE" : "OPTIONS", "sip:\(number)@192.0.2.1")
            let event = try Self.event(id, from: source, message: message)
            #expect(queue.put(EventBatch([event])).lost == 0)
        }
        var counted: [String: Int] = [:]
        for event in try #require(queue.take().batch).events {
            counted["\(event.source.address) \(event.calledNumberText ?? "")", default: 0] += event.attempts
        }
        #expect(counted == expected)
    }

    @Test func whatDoesNotFitAnywhereIsCountedAsLost() throws {
        var limits = Self.instant
        limits.events = 0
        limits.mergedKinds = 4
        let queue = EventQueue(limits: limits)
        var merged = 0
        var lost = 0
        for id in Int64(1)...100 {
            var event = try Self.event(id, from: "198.51.100.\(id)")
            event.attempts = 3
            let overflow = queue.put(EventBatch([event]))
            merged += overflow.merged
            lost += overflow.lost
        }
        // Four kinds, and a quarter more of addresses.
        #expect(merged == 5)
        #expect(lost == 3 * 95)
        #expect(queue.take().batch?.events.reduce(0) { $0 + $1.attempts } == 3 * 5)
    }

    @Test func aClosedQueueGivesWhatIsThereAndThenFinishes() throws {
        let queue = EventQueue(limits: .init(gathering: .seconds(600), idle: .seconds(600)))
        _ = queue.put(try Self.batch(1...2))
        #expect(!queue.isClosed)
        queue.close()
        #expect(queue.isClosed)
        _ = queue.put(try Self.batch(3...3))
        #expect(queue.take().ids == [1, 2, 3])
        #expect(queue.take().isFinished)
        #expect(queue.take().isFinished)
    }

    @Test func closingWakesWhoWaits() async {
        let queues = (0..<2).map { _ in EventQueue(limits: .init(idle: .seconds(600))) }
        async let taken = onThread { queues[0].take().isFinished }
        async let paused: Void = onThread { queues[1].pause(.seconds(600)) }
        for queue in queues { queue.close() }
        #expect(await taken)
        await paused
    }

    @Test func nothingIsLostBetweenManyThreads() async throws {
        let queue = EventQueue(limits: .init(batch: 50, gathering: .milliseconds(2), idle: .milliseconds(10)))
        let template = try Self.event(0)
        async let taken = onThread {
            var ids: [Int64] = []
            while true {
                switch queue.take() {
                case .batch(let batch): ids += batch.events.map(\.id.rawValue)
                case .idle: continue
                case .finished: return ids
                }
            }
        }
        await withTaskGroup(of: Void.self) { group in
            for producer in 0..<8 {
                group.addTask {
                    for count in 0..<1_000 {
                        var event = template
                        event.id = EventID(rawValue: Int64(producer * 1_000 + count))
                        _ = queue.put(EventBatch([event]))
                    }
                }
            }
        }
        queue.close()
        let ids = await taken
        #expect(ids.sorted() == Array(0..<8_000))
        for producer in Int64(0)..<8 {
            let own = ids.filter { $0 / 1_000 == producer }
            #expect(own == own.sorted(), "producer \(producer) keeps its order")
        }
    }
}

extension EventQueue.Taken {
    var batch: EventBatch? { if case .batch(let batch) = self { batch } else { nil } }
    var ids: [Int64]? { batch?.events.map(\.id.rawValue) }
    var isIdle: Bool { if case .idle = self { true } else { false } }
    var isFinished: Bool { if case .finished = self { true } else { false } }
}
