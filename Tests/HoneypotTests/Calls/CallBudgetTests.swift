import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Never a weapon: a call over UDP (RFC 9000 §8.1)") struct CallBudgetTests {
    private var bench = CallBench()
    private static let stranger = Endpoint(address: .v4(0xCB00_7101), port: 5060)

    /// Bytes of each response of the usual plan to the usual INVITE.
    private func lengths() throws -> (trying: Int, ringing: Int, ok: Int) {
        var bench = CallBench()
        bench.isProved = true
        try bench.invite()
        bench.pass(.seconds(4))
        let lengths = bench.takeBytes().map(\.readableBytes)
        return (lengths[0], lengths[1], lengths[2])
    }

    private mutating func statuses(budget: Int, passing duration: Duration = .seconds(36)) throws -> [String] {
        try bench.invite(budget: budget)
        bench.pass(duration)
        // What is left may be enough for our BYE in the end.
        return bench.take().filter { !$0.hasPrefix("BYE") }
    }

    @Test mutating func anInviteThatIsNeverAcknowledgedGetsThreeBytesForOne() throws {
        let invite = ByteBuffer.invite()
        try bench.invite(invite)
        bench.pass(.seconds(200))
        let sent = bench.takeBytes().reduce(0) { $0 + $1.readableBytes }
        #expect(sent <= 3 * invite.readableBytes)
        #expect(sent > invite.readableBytes)
        #expect(bench.table.count == 0)
    }

    @Test mutating func whatTheInviteAgainAllowsIsAddedToIt() throws {
        let invite = ByteBuffer.invite()
        for _ in 0..<4 {
            try bench.invite(invite)
            bench.pass(.milliseconds(500))
        }
        bench.pass(.seconds(200))
        let sent = bench.takeBytes().reduce(0) { $0 + $1.readableBytes }
        #expect(sent <= 4 * 3 * invite.readableBytes)
        #expect(sent > 2 * 3 * invite.readableBytes)
    }

    @Test mutating func theFinalResponseGoesBeforeProvisionalOnes() throws {
        let (trying, ringing, ok) = try lengths()
        #expect(try statuses(budget: ok - 1) == ["ended abandoned"])
        bench = CallBench()
        #expect(try statuses(budget: ok) == ["200 INVITE", "ended abandoned"])
        bench = CallBench()
        #expect(try statuses(budget: ok + trying) == ["100 INVITE", "200 INVITE", "ended abandoned"])
        bench = CallBench()
        // Ringing says more than trying.
        #expect(try statuses(budget: ok + ringing) == ["180 INVITE", "200 INVITE", "ended abandoned"])
        bench = CallBench()
        #expect(try statuses(budget: ok + trying + ringing - 1) == ["180 INVITE", "200 INVITE", "ended abandoned"])
        bench = CallBench()
        #expect(
            try statuses(budget: ok + trying + ringing)
                == ["100 INVITE", "180 INVITE", "200 INVITE", "ended abandoned"])
    }

    @Test mutating func theInviteAgainMakesRoomForWhatDidNotFit() throws {
        let (_, _, ok) = try lengths()
        try bench.invite(budget: 0)
        bench.pass(.milliseconds(4_100))
        #expect(bench.take() == [])
        try bench.invite(budget: ok)
        bench.pass(.seconds(1))
        #expect(bench.take() == ["200 INVITE"])
    }

    @Test mutating func anAckWithOurTagLiftsTheBudget() throws {
        let (trying, ringing, ok) = try lengths()
        try bench.invite(budget: trying + ringing + ok)
        bench.pass(.seconds(4))
        _ = bench.take()
        try bench.receive(.inside("ACK", cseq: 1), budget: 0)
        #expect(bench.take() == ["proved 198.51.100.7:5062"])
        for number in 2..<50 { try bench.receive(.inside("INFO", cseq: number), budget: 0) }
        #expect(bench.take().filter { $0 == "200 INFO" }.count == 48)
    }

    @Test(arguments: ["PRACK", "BYE", "UPDATE", "INFO", "INVITE", "OPTIONS", "ACK"])
    mutating func soDoesAnyRequestInsideTheDialog(method: String) throws {
        try bench.invite()
        bench.pass(.seconds(1))
        _ = bench.take()
        try bench.receive(.inside(method, cseq: 2), budget: 0)
        #expect(bench.take().first == "proved 198.51.100.7:5062")
    }

    @Test mutating func anAckOfARefusalWithoutOurTagProvesNothing() throws {
        try bench.invite(by: .refusal(486))
        _ = bench.take()
        try bench.receive(.refusalAck(tag: "guessed"))
        try bench.receive(.cancel())
        #expect(bench.take() == ["200 CANCEL"])
    }

    @Test mutating func aSourceThatHasProvedItselfIsNotHeldBack() throws {
        try bench.invite(budget: 0)
        bench.isProved = true
        try bench.invite(budget: 0)
        #expect(bench.take() == [])
        bench.pass(.seconds(10))
        #expect(bench.take() == ["180 INVITE", "200 INVITE", "200 INVITE", "200 INVITE", "200 INVITE"])
    }

    /// Whoever has our tag can write any source on a datagram.
    @Test(arguments: ["INVITE", "UPDATE", "INFO"])
    mutating func aRequestFromElsewhereGetsWhatItAllows(method: String) throws {
        try bench.talk()
        _ = bench.take()
        let request = ByteBuffer.inside(method, cseq: 2, body: "v=0\r\n")
        try bench.receive(request, from: Self.stranger, budget: 50)
        bench.pass(.seconds(1))
        #expect(bench.take() == [])
        for number in 3..<40 {
            try bench.receive(.inside(method, cseq: number, body: "v=0\r\n"), from: Self.stranger)
        }
        bench.pass(.milliseconds(100))
        let sent = bench.takeBytes().reduce(0) { $0 + $1.readableBytes }
        #expect(sent <= 37 * 3 * (request.readableBytes + 4))
    }

    @Test mutating func aLaterInviteFromElsewhereIsNotAnsweredAgainAndAgain() throws {
        try bench.talk(by: .make(talk: .seconds(600)))
        _ = bench.take()
        let request = ByteBuffer.inside("INVITE", cseq: 2, body: "v=0\r\n")
        try bench.receive(request, from: Self.stranger)
        // Up to when our BYE goes to where the call is.
        bench.pass(.milliseconds(31_900))
        let sent = bench.takeBytes()
        #expect(!sent.isEmpty)
        #expect(sent.reduce(0) { $0 + $1.readableBytes } <= 3 * request.readableBytes)
    }

    @Test mutating func theCallStaysWhereItsCallerProvedToBe() throws {
        try bench.talk()
        try bench.receive(.inside("INFO", cseq: 2), from: Self.stranger)
        #expect(bench.take().last == "200 INFO to \(Self.stranger)")
        bench.pass(.seconds(30))
        #expect(bench.take() == ["ended us", "BYE"])
    }

    @Test mutating func aCallerThatHasProvedItsNewAddressMoves() throws {
        try bench.talk()
        bench.isProved = true
        try bench.receive(.inside("INFO", cseq: 2), from: Self.stranger)
        _ = bench.take()
        bench.pass(.seconds(30))
        #expect(bench.take() == ["ended us", "BYE to \(Self.stranger)"])
    }

    @Test mutating func overTheLimitNothingDelayedGoesToThoseWhoHaveNotProvedThemselves() throws {
        try bench.invite()
        _ = bench.take()
        bench.isOverLimit = true
        bench.pass(.seconds(1))
        #expect(bench.take() == ["ended abandoned"])
        #expect(bench.table.count == 0)
        bench.isProved = true
        try bench.invite()
        bench.pass(.seconds(5))
        #expect(bench.take() == ["100 INVITE", "180 INVITE", "200 INVITE", "200 INVITE"])
    }

    @Test mutating func aConnectionIsProof() throws {
        bench.transport = .tcp
        try bench.invite(budget: 0)
        bench.isOverLimit = true
        bench.pass(.seconds(4))
        #expect(bench.take() == ["100 INVITE", "180 INVITE", "200 INVITE"])
    }
}
