import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct MergedEventsTests {
    private func event(
        _ id: Int64, from source: String = "198.51.100.7", number: String = "1", method: String = "INVITE",
        transport: SIPTransport = .udp, agent: String = "a"
    ) throws -> ProbeEvent {
        let message = ByteBuffer.request(method, "sip:\(number)@192.0.2.1", to: nil, agent: agent)
        var event = try ProbeEvent.make(from: source, transport: transport, message: message)
        event.id = EventID(rawValue: id)
        return event
    }

    /// Adds events for which there must be room.
    private func add(_ events: [ProbeEvent], to merged: inout MergedEvents) {
        for event in events {
            let isKept = merged.add(event)
            #expect(isKept)
        }
    }

    @Test func alikeAreSameAddressNumberMethodAndTransport() throws {
        var merged = MergedEvents(capacity: 100, bytes: 1 << 20)
        let events = try [
            event(1), event(2, from: "198.51.100.8"), event(3, number: "2"), event(4, method: "OPTIONS"),
            event(5, transport: .tcp), event(6, agent: "another"),
        ]
        add(events, to: &merged)
        let taken = merged.takeAll()
        #expect(taken.map(\.id.rawValue) == [1, 2, 3, 4, 5])
        #expect(taken.map(\.attempts) == [2, 1, 1, 1, 1])
        // The first of a kind keeps its message.
        #expect(taken.first.flatMap { event in event.userAgent.map(event.text) } == "a")
    }

    @Test func attemptsAddUp() throws {
        var merged = MergedEvents(capacity: 1, bytes: 1 << 20)
        for attempts in [3, 4, 5] {
            var event = try event(1)
            event.attempts = attempts
            add([event], to: &merged)
        }
        #expect(merged.takeAll().map(\.attempts) == [12])
    }

    @Test("Numbers are told apart by their bytes", arguments: [("%C3%A9", "e%CC%81"), ("%41", "B"), ("%FF", "%FE")])
    func numbersAreBytes(left: String, right: String) throws {
        var merged = MergedEvents(capacity: 10, bytes: 1 << 20)
        add([try event(1, number: left)], to: &merged)
        add([try event(2, number: right)], to: &merged)
        // Bytes that are no text are one and the same character.
        #expect(merged.takeAll().count == (left == "%FF" ? 1 : 2))
    }

    @Test func escapedOrNotIsTheSameNumber() throws {
        var merged = MergedEvents(capacity: 10, bytes: 1 << 20)
        add([try event(1, number: "+44")], to: &merged)
        add([try event(2, number: "%2B44")], to: &merged)
        #expect(merged.takeAll().map(\.attempts) == [2])
    }

    @Test func takingLeavesNothing() throws {
        var merged = MergedEvents(capacity: 2, bytes: 1 << 20)
        #expect(merged.isEmpty)
        for id in Int64(1)...2 { add([try event(id, number: "\(id)")], to: &merged) }
        #expect(!merged.isEmpty)
        #expect(merged.takeAll().map(\.id.rawValue) == [1, 2])
        #expect(merged.isEmpty && merged.takeAll().isEmpty)
        add([try event(3)], to: &merged)
        #expect(merged.takeAll().map(\.attempts) == [1])
    }

    @Test func theAddressCountsWhenKindsRunOut() throws {
        var merged = MergedEvents(capacity: 8, bytes: 1 << 20)
        for id in Int64(1)...50 { add([try event(id, number: "\(id)")], to: &merged) }
        let taken = merged.takeAll()
        #expect(taken.map(\.id.rawValue) == Array(1...9))
        #expect(taken.map(\.attempts) == [1, 1, 1, 1, 1, 1, 1, 1, 42])
        let rest = try #require(taken.last)
        #expect(rest.source.address == IPAddress("198.51.100.7"))
        #expect(rest.calledNumber == nil && rest.toNumber == nil && rest.methodName == nil && rest.method == nil)
        #expect(rest.userAgent == nil && rest.message.readableBytes == 0)
    }

    @Test func messagesTakeNoMoreThanTheirBytes() throws {
        let size = try event(1).message.readableBytes
        var merged = MergedEvents(capacity: 100, bytes: 3 * size)
        for id in Int64(1)...20 { add([try event(id, number: "\(id % 10)")], to: &merged) }
        let taken = merged.takeAll()
        #expect(taken.reduce(0) { $0 + $1.message.readableBytes } == 3 * size)
        #expect(taken.reduce(0) { $0 + $1.attempts } == 20)
        // What was taken makes room.
        add([try event(21)], to: &merged)
        #expect(merged.takeAll().first?.message.readableBytes == size)
    }

    @Test func theFirstOfAKindKeepsItsDetails() throws {
        var merged = MergedEvents(capacity: 4, bytes: 1 << 20)
        for id in Int64(1)...12 {
            var event = try ProbeEvent.make(message: .request("MESSAGE", "sip:\(id % 6)@h", body: "\(id)"))
            event.id = EventID(rawValue: id)
            add([event], to: &merged)
        }
        #expect(merged.takeAll().map(\.details?.text) == ["1", "2", "3", "4", nil])
    }

    @Test func detailsCountAsBytes() throws {
        let event = try ProbeEvent.make(message: .request("MESSAGE", body: "text"))
        var merged = MergedEvents(capacity: 100, bytes: event.message.readableBytes + 3)
        add([event], to: &merged)
        #expect(merged.takeAll().map(\.message.readableBytes) == [0])
    }

    @Test func eventsDoNotHoldWhatWasReadWithThem() throws {
        var merged = MergedEvents(capacity: 1, bytes: 1 << 20)
        var read = ByteBuffer(repeating: 0, count: 1 << 20)
        read.writeImmutableBuffer(.request())
        read.moveReaderIndex(forwardBy: 1 << 20)
        add([try .make(message: read)], to: &merged)
        #expect(merged.takeAll().allSatisfy { $0.message.storageCapacity < 2_048 })
    }

    @Test func thereIsAnEnd() throws {
        var merged = MergedEvents(capacity: 4, bytes: 1 << 20)
        let kept = try (1...20).filter { try merged.add(event(Int64($0), from: "198.51.100.\($0)")) }
        #expect(kept == [1, 2, 3, 4, 5])
        // A kind that is there still counts.
        add([try event(21, from: "198.51.100.1")], to: &merged)
        add([try event(22, from: "198.51.100.5", number: "9")], to: &merged)
        #expect(merged.takeAll().map(\.attempts) == [2, 1, 1, 1, 2])
    }
}
