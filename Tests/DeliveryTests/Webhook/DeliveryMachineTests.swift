import Events
import NIOCore
import Testing

@testable import Delivery

@Suite final class DeliveryMachineTests {
    private let start = ContinuousClock.now
    private var machine = DeliveryMachine(requestLimit: 4, batchSize: 1, hasTokens: true)

    private static func deliveries(_ ids: ClosedRange<Int64>, size: Int = 2) -> [Delivery] {
        ids.map { id in
            Delivery(
                id: EventID(rawValue: id), uuid: UUIDBytes(high: UInt64(id), low: 0),
                body: ByteBuffer(repeating: 0x20, count: size))
        }
    }

    private static func ids(_ ids: Int64...) -> [EventID] { ids.map { EventID(rawValue: $0) } }

    private func next(at now: ContinuousClock.Instant) -> (ticket: DeliveryMachine.Ticket, deliveries: [Delivery])? {
        machine.next(at: now).map { ($0.ticket, $0.deliveries) }
    }

    /// Sends the next one and ends it.
    private func exchange(
        _ verdict: Verdict, at now: ContinuousClock.Instant
    ) throws -> (ids: [EventID], consequences: [DeliveryMachine.Consequence]) {
        let (ticket, deliveries) = try #require(next(at: now))
        return (deliveries.map(\.id), machine.ended(ticket, verdict, at: now, random: 0))
    }

    @Test func noMoreThanTheLimitAreUnderWay() throws {
        machine.add(Self.deliveries(1...10))
        var tickets: [DeliveryMachine.Ticket] = []
        while let (ticket, _) = next(at: start) { tickets.append(ticket) }
        #expect(tickets.count == 4)
        let consequences = machine.ended(tickets[2], .delivered, at: start, random: 0)
        #expect(consequences == [.delivered(Self.ids(3))])
        #expect(next(at: start)?.deliveries.map(\.id) == Self.ids(5))
        #expect(next(at: start) == nil)
        #expect(machine.unfinished.count == 9)
    }

    @Test func anEventThatIsHereAlreadyIsNotTakenAgain() throws {
        machine.add(Self.deliveries(1...3))
        machine.add(Self.deliveries(2...4))
        var sent: [EventID] = []
        while machine.next(at: start) != nil { sent.append(EventID(rawValue: 0)) }
        #expect(sent.count == 4)
        #expect(machine.unfinished.count == 4)
    }

    @Test func aFailedOneIsTriedAgainWhileOthersGoOn() throws {
        machine.add(Self.deliveries(1...20))
        let (_, consequences) = try exchange(.failed(reason: "it answered 500"), at: start)
        #expect(consequences == [.retried(reason: "it answered 500")])
        #expect(try exchange(.delivered, at: start).ids == Self.ids(2))
        #expect(try exchange(.delivered, at: start + .milliseconds(249)).ids == Self.ids(3))
        #expect(try exchange(.delivered, at: start + .milliseconds(250)).ids == Self.ids(1))
    }

    @Test func whatWillNeverSucceedIsSetAsideAfterOneTry() throws {
        machine.add(Self.deliveries(1...1))
        let (_, consequences) = try exchange(.refused(status: 422, reason: "no"), at: start)
        #expect(
            consequences == [.setAside(EventID(rawValue: 1), attempts: 1, status: 422, reason: "no")])
        #expect(machine.unfinished.isEmpty)
    }

    @Test func aDeadEndpointIsTriedByOneRequestAfterEachLongerPause() throws {
        machine.add(Self.deliveries(1...100))
        var now = start
        var requests = 0
        var pauses: [Duration] = []
        while now < start + .seconds(3_600) {
            var tickets: [DeliveryMachine.Ticket] = []
            while let (ticket, _) = next(at: now) { tickets.append(ticket) }
            requests += tickets.count
            if !pauses.isEmpty { #expect(tickets.count <= 1) }
            for ticket in tickets {
                for case .paused(let pause, _) in machine.ended(ticket, .failed(reason: "down"), at: now, random: 0) {
                    pauses.append(pause)
                }
            }
            now += .milliseconds(100)
        }
        #expect(pauses == pauses.sorted())
        #expect(pauses.last == .seconds(30))
        #expect((100...200).contains(requests), "\(requests) requests in an hour")
        #expect(machine.unfinished.count == 100)
        #expect(try exchange(.delivered, at: now + .seconds(60)).consequences.first == .recovered)
        #expect(next(at: now + .seconds(60)) != nil)
        #expect(next(at: now + .seconds(60)) != nil)
    }

    @Test func aLoneEventPausesWithItsFirstFailure() throws {
        machine.add(Self.deliveries(1...1))
        let (_, consequences) = try exchange(.failed(reason: "down"), at: start)
        #expect(consequences.last == .paused(.milliseconds(250), reason: "down"))
    }

    @Test func everybodyWaitsForAsLongAsTheEndpointAsks() throws {
        machine.add(Self.deliveries(1...10))
        let (_, consequences) = try exchange(.failed(reason: "429", retryAfter: .seconds(30)), at: start)
        #expect(consequences.last == .paused(.seconds(30), reason: "429"))
        #expect(next(at: start + .seconds(29)) == nil)
        #expect(next(at: start + .seconds(30)) != nil)
        #expect(next(at: start + .seconds(30)) != nil)
    }

    @Test func aRefusedTokenIsOneMoreTryAndThenAPause() throws {
        machine.add(Self.deliveries(1...1))
        #expect(try exchange(.unauthorized(reason: "401"), at: start).consequences == [.retried(reason: "401")])
        #expect(
            try exchange(.unauthorized(reason: "401"), at: start).consequences.last
                == .paused(.milliseconds(250), reason: "401"))
        #expect(next(at: start) == nil)
        // And so on with each pause.
        let later = start + .milliseconds(250)
        #expect(try exchange(.unauthorized(reason: "401"), at: later).consequences == [.retried(reason: "401")])
        #expect(try exchange(.delivered, at: later).consequences.last == .delivered(Self.ids(1)))
    }

    @Test func anEventThatAlwaysFailsWhileOthersDoNotIsSetAside() throws {
        machine.add(Self.deliveries(1...2_000))
        var now = start
        var end: DeliveryMachine.Consequence?
        for _ in 0..<1_900 where end == nil {
            let (ticket, deliveries) = try #require(next(at: now))
            let isPoison = deliveries.map(\.id) == Self.ids(1)
            let other = try #require(next(at: now))
            _ = machine.ended(other.ticket, .delivered, at: now, random: 0)
            let verdict: Verdict = isPoison ? .failed(reason: "it answered 500") : .delivered
            end = machine.ended(ticket, verdict, at: now, random: 0).first { consequence in
                if case .setAside = consequence { true } else { false }
            }
            now += .seconds(1)
        }
        #expect(end == .setAside(EventID(rawValue: 1), attempts: 16, status: nil, reason: "it answered 500"))
    }

    @Test func faultsDoNotCountAsDenials() throws {
        machine.add(Self.deliveries(1...100))
        var now = start
        // Three faults, then a token that nobody takes any more: neither has lasted.
        var verdicts = Array(repeating: Verdict.failed(reason: "it answered 500"), count: 3)
        verdicts += [.unauthorized(reason: "401"), .unauthorized(reason: "401"), .delivered]
        var last: [DeliveryMachine.Consequence] = []
        for verdict in verdicts {
            // Whoever is not the first one gets through.
            var first = try #require(next(at: now))
            while first.deliveries.map(\.id) != Self.ids(1) {
                _ = machine.ended(first.ticket, .delivered, at: now, random: 0)
                first = try #require(next(at: now))
            }
            let other = try #require(next(at: now))
            _ = machine.ended(other.ticket, .delivered, at: now, random: 0)
            last = machine.ended(first.ticket, verdict, at: now, random: 0)
            now += .seconds(10)
        }
        #expect(last == [.delivered(Self.ids(1))])
    }

    @Test func ofARefusedBatchEachEventGoesAlone() throws {
        machine = DeliveryMachine(requestLimit: 4, batchSize: 3, hasTokens: false)
        machine.add(Self.deliveries(1...4))
        #expect(try exchange(.refused(status: 400, reason: "bad"), at: start).ids == Self.ids(1, 2, 3))
        var delivered: [EventID] = []
        while let (ticket, deliveries) = next(at: start) {
            #expect(deliveries.count == 1)
            let isBad = deliveries.map(\.id) == Self.ids(2)
            if !isBad { delivered += deliveries.map(\.id) }
            _ = machine.ended(ticket, isBad ? .refused(status: 400, reason: "bad") : .delivered, at: start, random: 0)
        }
        #expect(delivered.sorted() == Self.ids(1, 3, 4))
        #expect(machine.unfinished.isEmpty)
    }

    @Test func whatWaitsIsBoundedInEventsAndInBytes() {
        #expect(machine.room == 1_024)
        machine.add(Self.deliveries(1...1_024))
        #expect(machine.room == 0)
        machine = DeliveryMachine(requestLimit: 4, batchSize: 1, hasTokens: false)
        machine.add(Self.deliveries(1...64, size: 400_000))
        #expect(machine.room == 0)
    }
}
