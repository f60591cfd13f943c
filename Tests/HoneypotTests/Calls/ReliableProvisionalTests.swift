import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Reliable provisional responses (RFC 3262)") struct ReliableProvisionalTests {
    private var bench = CallBench()

    init() {
        bench.isProved = true
    }

    private static let invite = ByteBuffer.invite(adding: ["Require: timer, 100REL"])

    private func prack(_ rack: String = "7 1 INVITE", cseq: Int = 2) -> ByteBuffer {
        .inside("PRACK", cseq: cseq, adding: ["RAck: \(rack)"])
    }

    @Test("§3: 180 goes out with RSeq, doubling its interval, until the PRACK") mutating func repetition() throws {
        try bench.invite(Self.invite)
        #expect(bench.take() == ["100 INVITE"])
        bench.pass(.milliseconds(300))
        let ringing = try #require(try bench.takeMessages().first)
        #expect(ringing.texts(.rseq) == ["7"])
        #expect(ringing.texts(.require) == ["100rel"])
        bench.pass(.seconds(20))
        #expect(bench.takeTimes(of: "180 INVITE") == [800, 1_800, 3_800, 7_800, 15_800])
        try bench.receive(prack())
        // The final response waited for it.
        #expect(bench.take() == ["proved 198.51.100.7:5062", "200 PRACK", "200 INVITE"])
        bench.pass(.milliseconds(500))
        #expect(bench.take() == ["200 INVITE"])
    }

    @Test("§3: each has a number of its own, and the next waits") mutating func numbers() throws {
        let plan = CallPlan.make(
            provisional: [.init(SIPStatus(183)), .init(.ringing), .init(.ringing, after: .seconds(1))],
            final: .init(.ok, after: .seconds(2)))
        try bench.invite(Self.invite, by: plan)
        #expect(bench.take() == ["183 INVITE"])
        try bench.receive(prack("7 1 INVITE"))
        #expect(bench.take() == ["proved 198.51.100.7:5062", "200 PRACK", "180 INVITE"])
        bench.pass(.milliseconds(100))
        try bench.receive(prack("8 1 INVITE", cseq: 3))
        _ = bench.take()
        bench.pass(.milliseconds(900))
        #expect(try bench.takeMessages().map { $0.texts(.rseq) } == [["9"]])
    }

    @Test("§3: a PRACK of nothing gets 481", arguments: ["8 1 INVITE", "7 2 INVITE", "7 1 INFO", "7", ""])
    mutating func mismatch(rack: String) throws {
        try bench.invite(Self.invite)
        bench.pass(.milliseconds(300))
        _ = bench.take()
        try bench.receive(prack(rack))
        #expect(bench.take() == ["proved 198.51.100.7:5062", "481 PRACK"])
        bench.pass(.milliseconds(500))
        #expect(bench.take() == ["180 INVITE"])
    }

    @Test mutating func aPrackAgainGetsTheSameAgain() throws {
        try bench.invite(Self.invite)
        bench.pass(.milliseconds(300))
        try bench.receive(prack())
        _ = bench.take()
        try bench.receive(prack())
        try bench.receive(prack(cseq: 3))
        #expect(bench.take().filter { !$0.hasPrefix("proved") } == ["200 PRACK", "481 PRACK"])
    }

    @Test("§3: without a PRACK in 64·T1 the INVITE is rejected") mutating func givenUp() throws {
        try bench.invite(Self.invite)
        _ = bench.take()
        bench.pass(.milliseconds(32_299))
        #expect(Set(bench.take()) == ["180 INVITE"])
        bench.pass(.milliseconds(1))
        #expect(bench.take() == ["500 INVITE", "ended abandoned"])
    }

    @Test("§3: the INVITE again gets it again") mutating func retransmission() throws {
        try bench.invite(Self.invite)
        bench.pass(.milliseconds(300))
        let first = bench.takeBytes().last
        try bench.invite(Self.invite)
        #expect(bench.takeBytes().last == first)
    }

    @Test mutating func aCancelStopsIt() throws {
        try bench.invite(Self.invite)
        bench.pass(.milliseconds(300))
        try bench.receive(.cancel())
        try bench.receive(.refusalAck())
        _ = bench.take()
        bench.pass(.seconds(60))
        #expect(bench.take() == [])
    }

    @Test("§3: a caller that only supports them gets the usual ones", arguments: [["Supported: 100rel"], []])
    mutating func notRequired(headers: [String]) throws {
        try bench.invite(.invite(adding: headers))
        bench.pass(.seconds(4))
        let messages = try bench.takeMessages()
        #expect(messages.map(\.status) == [100, 180, 200])
        #expect(messages.allSatisfy { $0.texts(.rseq).isEmpty })
        try bench.receive(prack())
        #expect(bench.take().last == "481 PRACK")
    }
}
