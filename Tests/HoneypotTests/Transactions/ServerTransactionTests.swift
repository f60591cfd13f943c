import Events
import SIP
import Testing

@testable import Honeypot

@Suite("Server transaction (RFC 3261 §17.2.2)") struct ServerTransactionTests {
    private var transaction = ServerTransaction(isReliable: false)

    @Test mutating func inTryingTheRequestAgainIsDiscarded() {
        #expect(transaction.receive(.request, at: .start) == .nothing)
        #expect(transaction.state == .trying)
    }

    @Test mutating func inProceedingTheLastProvisionalResponseAnswersIt() {
        #expect(transaction.receive(.response(SIPStatus(183)), at: .start) == .send)
        #expect(transaction.state == .proceeding)
        #expect(transaction.deadline == nil)
        #expect(transaction.receive(.request, at: .start) == .sendAgain)
        #expect(transaction.receive(.response(.ok), at: .start) == .send)
        #expect(transaction.state == .completed)
    }

    @Test(arguments: [200, 302, 404, 503, 603])
    mutating func completedTheFinalResponseAnswersItUntilTimerJ(status: Int) {
        #expect(transaction.receive(.response(SIPStatus(status)), at: .start) == .send)
        #expect(transaction.deadline == .after(.seconds(32)))
        #expect(transaction.receive(.request, at: .after(.milliseconds(31_999))) == .sendAgain)
        #expect(transaction.receive(.response(.ok), at: .after(.seconds(1))) == .nothing)
        #expect(transaction.receive(.request, at: .after(.seconds(32))) == .nothing)
        #expect(transaction.state == .terminated)
        #expect(transaction.deadline == nil)
    }

    @Test mutating func timerJEndsIt() {
        _ = transaction.receive(.response(.ok), at: .start)
        transaction.tick(at: .after(.milliseconds(31_999)))
        #expect(transaction.state == .completed)
        transaction.tick(at: .after(.seconds(32)))
        #expect(transaction.state == .terminated)
    }

    @Test mutating func overAReliableTransportTimerJIsZero() {
        transaction = ServerTransaction(isReliable: true)
        #expect(transaction.receive(.response(.ok), at: .start) == .send)
        #expect(transaction.state == .terminated)
        #expect(transaction.receive(.request, at: .start) == .nothing)
    }
}
