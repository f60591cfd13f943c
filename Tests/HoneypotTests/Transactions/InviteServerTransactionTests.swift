import Events
import SIP
import Testing

@testable import Honeypot

@Suite("INVITE server transaction (RFC 3261 §17.2.1, RFC 6026 §7.1)") struct InviteServerTransactionTests {
    private var transaction = InviteServerTransaction(isReliable: false)

    private mutating func respond(_ status: Int, at time: Duration = .zero) -> InviteServerTransaction.Action {
        transaction.receive(.response(SIPStatus(status)), at: .after(time))
    }

    @Test mutating func inProceedingTheLastProvisionalResponseAnswersTheInviteAgain() {
        #expect(transaction.state == .proceeding)
        #expect(transaction.receive(.invite, at: .start) == .nothing)
        #expect(respond(100) == .send)
        #expect(transaction.receive(.invite, at: .start) == .sendAgain)
        #expect(respond(180) == .send)
        #expect(transaction.receive(.invite, at: .start) == .sendAgain)
        #expect(transaction.receive(.ack, at: .start) == .nothing)
        #expect(transaction.state == .proceeding)
        #expect(transaction.deadline == nil)
    }

    @Test(arguments: [300, 404, 486, 500, 603])
    mutating func aRefusalIsRepeatedByTimerGUntilItsAck(status: Int) {
        #expect(respond(status) == .send)
        #expect(transaction.state == .completed)
        #expect(transaction.deadline == .after(.milliseconds(500)))
        #expect(transaction.tick(at: .after(.milliseconds(499))) == .nothing)
        #expect(transaction.tick(at: .after(.milliseconds(500))) == .sendAgain)
        #expect(transaction.deadline == .after(.milliseconds(1_500)))
        #expect(transaction.tick(at: .after(.milliseconds(1_500))) == .sendAgain)
        #expect(transaction.receive(.invite, at: .after(.milliseconds(1_600))) == .sendAgain)
        #expect(transaction.receive(.ack, at: .after(.milliseconds(1_700))) == .nothing)
        #expect(transaction.state == .confirmed)
    }

    @Test mutating func confirmedItAbsorbsAcksUntilTimerI() {
        _ = respond(486)
        _ = transaction.receive(.ack, at: .after(.seconds(1)))
        #expect(transaction.deadline == .after(.seconds(6)))
        #expect(transaction.receive(.ack, at: .after(.seconds(2))) == .nothing)
        #expect(transaction.receive(.invite, at: .after(.seconds(2))) == .nothing)
        #expect(transaction.tick(at: .after(.milliseconds(5_999))) == .nothing)
        #expect(transaction.state == .confirmed)
        #expect(transaction.tick(at: .after(.seconds(6))) == .nothing)
        #expect(transaction.state == .terminated)
        #expect(transaction.deadline == nil)
    }

    @Test mutating func timerHTellsThatNoAckCame() {
        _ = respond(486)
        #expect(transaction.tick(at: .after(.milliseconds(31_999))) == .sendAgain)
        #expect(transaction.tick(at: .after(.seconds(32))) == .timedOut)
        #expect(transaction.state == .terminated)
        #expect(transaction.tick(at: .after(.seconds(33))) == .nothing)
    }

    @Test mutating func overAReliableTransportARefusalGoesOutOnceAndTimerIIsZero() {
        transaction = InviteServerTransaction(isReliable: true)
        _ = respond(486)
        #expect(transaction.deadline == .after(.seconds(32)))
        #expect(transaction.tick(at: .after(.seconds(10))) == .nothing)
        #expect(transaction.receive(.ack, at: .after(.seconds(11))) == .nothing)
        #expect(transaction.state == .terminated)
    }

    @Test(arguments: [false, true])
    mutating func acceptedItAbsorbsTheInviteAndPassesAcksUntilTimerL(isReliable: Bool) {
        transaction = InviteServerTransaction(isReliable: isReliable)
        #expect(respond(200) == .send)
        #expect(transaction.state == .accepted)
        #expect(transaction.deadline == .after(.seconds(32)))
        #expect(transaction.receive(.invite, at: .after(.seconds(1))) == .nothing)
        #expect(transaction.receive(.ack, at: .after(.seconds(1))) == .passAck)
        #expect(respond(200, at: .seconds(2)) == .send)
        #expect(transaction.tick(at: .after(.milliseconds(31_999))) == .nothing)
        #expect(transaction.state == .accepted)
        #expect(transaction.tick(at: .after(.seconds(32))) == .nothing)
        #expect(transaction.state == .terminated)
    }

    @Test(arguments: [(200, 486), (486, 200), (486, 603), (200, 180), (486, 180)])
    mutating func thereIsOneFinalResponse(first: Int, second: Int) {
        #expect(respond(first) == .send)
        let state = transaction.state
        #expect(respond(second) == .nothing)
        #expect(transaction.state == state)
    }

    @Test mutating func terminatedItTakesNothing() {
        _ = respond(486)
        _ = transaction.tick(at: .after(.seconds(32)))
        for input in [InviteServerTransaction.Input.invite, .ack, .response(.ok)] {
            #expect(transaction.receive(input, at: .after(.seconds(33))) == .nothing)
        }
        #expect(transaction.state == .terminated)
    }
}
