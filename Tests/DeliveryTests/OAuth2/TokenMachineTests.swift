import Testing

@testable import Delivery

@Suite final class TokenMachineTests {
    private let start = ContinuousClock.now
    private var machine = TokenMachine()

    private static func answer(_ text: String, lifetime: Duration? = nil) -> TokenAnswer {
        TokenAnswer(token: Secret(text), lifetime: lifetime)
    }

    private func asks(at now: ContinuousClock.Instant) -> Bool { machine.shouldAsk(at: now) }

    @Test func onlyOneRequestIsUnderWay() {
        #expect(machine.token(at: start) == nil)
        #expect(asks(at: start))
        #expect(!asks(at: start + .seconds(100)))
        machine.received(Self.answer("a"), at: start)
        #expect(machine.token(at: start)?.authorization == "Bearer a")
        #expect(!asks(at: start + .seconds(1_000_000)))
    }

    @Test func aTokenIsReplacedBeforeItsEndAndUsedUntilThen() {
        #expect(asks(at: start))
        machine.received(Self.answer("a", lifetime: .seconds(3_600)), at: start)
        #expect(!asks(at: start + .seconds(3_539)))
        #expect(asks(at: start + .seconds(3_540)))
        #expect(machine.token(at: start + .seconds(3_599))?.secret == Secret("a"))
        #expect(machine.token(at: start + .seconds(3_600)) == nil)
        machine.received(Self.answer("b"), at: start + .seconds(3_601))
        #expect(machine.token(at: start + .seconds(3_601))?.secret == Secret("b"))
    }

    @Test func aShortLivedTokenIsReplacedInItsLastFifth() {
        #expect(asks(at: start))
        machine.received(Self.answer("a", lifetime: .seconds(5)), at: start)
        #expect(!asks(at: start + .seconds(3.9)))
        #expect(asks(at: start + .seconds(4)))
    }

    @Test func failuresAreFollowedByLongerAndLongerPauses() {
        var now = start
        var delays: [Duration] = []
        for _ in 0..<12 {
            #expect(asks(at: now))
            let delay = machine.failed(at: now, random: 0)
            #expect(!asks(at: now + delay - .milliseconds(1)))
            delays.append(delay)
            now += delay
        }
        #expect(delays.first == .milliseconds(250))
        #expect(delays == delays.sorted())
        #expect(delays.last == .seconds(30))
    }

    @Test func aRefusedTokenIsForgottenOnceHoweverManyRefuseIt() throws {
        #expect(asks(at: start))
        machine.received(Self.answer("a"), at: start)
        let old = try #require(machine.token(at: start))
        machine.refused(old)
        #expect(machine.token(at: start) == nil)
        #expect(asks(at: start))
        machine.refused(old)
        machine.received(Self.answer("b"), at: start)
        machine.refused(old)
        #expect(machine.token(at: start)?.secret == Secret("b"))
        #expect(!asks(at: start))
    }

    @Test func aTokenThatCannotBeReplacedEarlyStaysInUse() {
        #expect(asks(at: start))
        machine.received(Self.answer("a", lifetime: .seconds(10)), at: start)
        #expect(asks(at: start + .seconds(8)))
        _ = machine.failed(at: start + .seconds(8), random: 0.5)
        #expect(machine.token(at: start + .seconds(9))?.secret == Secret("a"))
    }
}
