import Events
import SIP
import Testing

@testable import Honeypot

@Suite("Client transaction (RFC 3261 §17.1.2)") struct ClientTransactionTests {
    private var transaction = ClientTransaction(isReliable: false, at: .start)

    @Test mutating func timerERepeatsTheRequestUntilTimerF() {
        var again: [Int] = []
        var end: Int?
        for millisecond in stride(from: 0, through: 33_000, by: 100) where end == nil {
            switch transaction.tick(at: .after(.milliseconds(millisecond))) {
            case .sendAgain: again.append(millisecond)
            case .timedOut: end = millisecond
            case .nothing: break
            }
        }
        #expect(again == [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500])
        #expect(end == 32_000)
        #expect(transaction.state == .terminated)
        #expect(transaction.deadline == nil)
    }

    @Test mutating func aProvisionalResponseSlowsItDown() {
        #expect(transaction.receive(.trying, at: .after(.milliseconds(100))) == true)
        #expect(transaction.state == .proceeding)
        #expect(transaction.tick(at: .after(.milliseconds(500))) == .sendAgain)
        #expect(transaction.deadline == .after(.milliseconds(4_500)))
        #expect(transaction.tick(at: .after(.seconds(32))) == .timedOut)
    }

    @Test mutating func aFinalResponseEndsRepetitionAndTimerKTheTransaction() {
        #expect(transaction.receive(.ok, at: .after(.seconds(1))) == true)
        #expect(transaction.state == .completed)
        #expect(transaction.deadline == .after(.seconds(6)))
        for status in [SIPStatus.ok, .trying] {
            #expect(transaction.receive(status, at: .after(.seconds(2))) == false)
        }
        #expect(transaction.tick(at: .after(.milliseconds(5_999))) == .nothing)
        #expect(transaction.state == .completed)
        #expect(transaction.tick(at: .after(.seconds(6))) == .nothing)
        #expect(transaction.state == .terminated)
        #expect(transaction.deadline == nil)
    }

    @Test mutating func overAReliableTransportTheRequestGoesOutOnce() {
        transaction = ClientTransaction(isReliable: true, at: .start)
        #expect(transaction.deadline == .after(.seconds(32)))
        #expect(transaction.tick(at: .after(.seconds(10))) == .nothing)
        #expect(transaction.receive(SIPStatus(481), at: .after(.seconds(11))) == true)
        #expect(transaction.state == .terminated)
    }
}
