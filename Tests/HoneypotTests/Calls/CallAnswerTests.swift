import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Answering an INVITE (RFC 3261 §13.3.1)") struct CallAnswerTests {
    private var bench = CallBench()

    @Test mutating func responsesGoOutWhenThePlanSaysSo() throws {
        #expect(try bench.invite() == .handled)
        #expect(bench.take() == ["100 INVITE"])
        bench.pass(.milliseconds(299))
        #expect(bench.take() == [])
        bench.pass(.milliseconds(1))
        #expect(bench.take() == ["180 INVITE"])
        bench.pass(.milliseconds(3_699))
        #expect(bench.take() == [])
        bench.pass(.milliseconds(1))
        #expect(bench.take() == ["200 INVITE"])
    }

    @Test mutating func theyCarryWhatMakesADialog() throws {
        try bench.invite(.invite(adding: ["Record-Route: <sip:p2;lr>, <sip:p1;lr>", "Record-Route: <sip:p0>"]))
        bench.pass(.seconds(4))
        let messages = try bench.takeMessages()
        #expect(messages.map(\.status) == [100, 180, 200])
        #expect(messages.map { $0.to?.tag.map($0.string) } == [nil, "ours", "ours"])
        for message in messages.dropFirst() {
            #expect(message.texts(.recordRoute) == ["<sip:p2;lr>, <sip:p1;lr>", "<sip:p0>"])
            #expect(message.texts(.contact) == ["<sip:100@192.0.2.1:5060>"])
        }
        #expect(messages[0].texts(.recordRoute) == [])
    }

    @Test mutating func theSessionIsTheBodyOfThe2xx() throws {
        try bench.invite()
        bench.pass(.seconds(4))
        let messages = try bench.takeMessages()
        #expect(
            messages.map { $0.string($0.body) } == ["", "", "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\n"].map { $0.folded })
        #expect(messages.map(\.contentLength) == [0, 0, 31])
        #expect(messages[2].texts(.contentType) == ["application/sdp"])
        #expect(messages.allSatisfy { $0.defects.isEmpty })
    }

    @Test("§8.2.6.1: 100 repeats Timestamp") mutating func timestamp() throws {
        try bench.invite(.invite(adding: ["Timestamp: 54.5"]))
        #expect(try bench.takeMessages()[0].texts(.timestamp) == ["54.5"])
    }

    @Test("§17.2.1: the INVITE again gets the last response again") mutating func retransmission() throws {
        try bench.invite()
        let first = bench.takeBytes()
        try bench.invite()
        #expect(bench.takeBytes() == first)
        bench.pass(.milliseconds(300))
        let second = bench.takeBytes()
        try bench.invite()
        #expect(bench.takeBytes() == second)
    }

    @Test("RFC 6026 §7.1: once accepted the INVITE is absorbed") mutating func absorbed() throws {
        try bench.invite()
        bench.pass(.seconds(4))
        _ = bench.take()
        #expect(try bench.invite() == .handled)
        #expect(bench.take() == [])
    }

    @Test("§13.3.1.4: the 2xx goes out again until the ACK", arguments: SIPTransport.allCases)
    mutating func repetition(transport: SIPTransport) throws {
        bench = CallBench(transport: transport)
        bench.isProved = true
        try bench.invite()
        bench.pass(.seconds(11))
        #expect(bench.takeTimes(of: "200 INVITE") == [4_000, 4_500, 5_500, 7_500])
        try bench.receive(.inside("ACK", cseq: 1))
        bench.pass(.seconds(20))
        #expect(bench.takeTimes(of: "200 INVITE") == [])
    }

    @Test("§13.3.1.4: without an ACK in 64·T1 a BYE ends the session", arguments: SIPTransport.allCases)
    mutating func noAck(transport: SIPTransport) throws {
        bench = CallBench(transport: transport)
        bench.isProved = true
        try bench.invite()
        bench.pass(.milliseconds(35_999))
        #expect(
            bench.takeTimes(of: "200 INVITE")
                == [4_000, 4_500, 5_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500, 35_500])
        bench.pass(.milliseconds(1))
        #expect(bench.take() == ["ended abandoned", "BYE"])
    }

    @Test("§13.2.2.4: an ACK of another CSeq is not the one that is waited for") mutating func otherAck() throws {
        try bench.invite()
        bench.pass(.seconds(4))
        try bench.receive(.inside("ACK", cseq: 2))
        _ = bench.take()
        bench.pass(.milliseconds(500))
        #expect(bench.take() == ["200 INVITE"])
    }

    @Test mutating func anAckInTheInvitesTransactionWillDo() throws {
        try bench.invite()
        bench.pass(.seconds(4))
        try bench.receive(.refusalAck())
        _ = bench.take()
        bench.pass(.seconds(20))
        #expect(bench.take() == [])
    }

    @Test("§13.3.1.3: a refusal goes out again by timer G until its ACK") mutating func refusal() throws {
        bench.isProved = true
        try bench.invite(by: .make(final: .init(.busyHere, after: .seconds(1))))
        bench.pass(.milliseconds(4_600))
        #expect(bench.takeTimes(of: "486 INVITE") == [1_000, 1_500, 2_500, 4_500])
        try bench.receive(.refusalAck())
        #expect(bench.table.count == 1)
        bench.pass(.seconds(5))
        #expect(bench.table.count == 0)
        #expect(bench.takeTimes(of: "486 INVITE") == [])
    }

    @Test(arguments: [404, 486, 603]) mutating func aRefusalEndsTheCallAtOnce(status: Int) throws {
        try bench.invite(by: .make(final: .init(SIPStatus(status), after: .seconds(2))))
        bench.pass(.seconds(2))
        let record = try bench.takeRecord()
        #expect(record.status == status)
        #expect(record.ending == .refused)
        #expect(record.ringing == .after(.milliseconds(300)))
        #expect(record.answered == nil)
        #expect(record.ended == .after(.seconds(2)))
    }

    @Test("timer H: without an ACK the call is forgotten") mutating func noAckOfARefusal() throws {
        bench.transport = .tcp
        try bench.invite(by: .refusal(486))
        #expect(bench.take() == ["100 INVITE", "486 INVITE", "ended refused"])
        bench.pass(.milliseconds(31_999))
        #expect(bench.table.count == 1)
        bench.pass(.milliseconds(1))
        #expect(bench.table.count == 0)
        #expect(bench.take() == [])
    }

    @Test("timer I is zero on a connection") mutating func ackOfARefusalOnAConnection() throws {
        bench.transport = .tcp
        try bench.invite(by: .refusal(486))
        try bench.receive(.refusalAck())
        #expect(bench.table.count == 0)
    }

    @Test("§17.2.3: an ACK of RFC 2543 has to carry our tag", arguments: [("ours", 0), ("other", 1)])
    mutating func oldAck(tag: String, repetitions: Int) throws {
        let via = "SIP/2.0/UDP 198.51.100.7:5062"
        try bench.invite(.invite(via: via), by: .refusal(486))
        _ = bench.take()
        try bench.receive(.refusalAck(via: via, tag: tag))
        _ = bench.take()
        bench.pass(.milliseconds(500))
        #expect(bench.take().count == repetitions)
    }

    @Test mutating func anInviteThatNamesNoDialogBecomesNoCall() throws {
        for broken: ByteBuffer in [
            .request("INVITE", via: nil), .request("INVITE", callID: nil), .request("INVITE", cseq: "x"),
        ] {
            #expect(try bench.invite(broken) == .outside)
        }
        #expect(bench.table.count == 0)
        #expect(bench.table.nextDeadline == nil)
    }
}

extension String {
    /// As `SIPMessage.string` gives it.
    fileprivate var folded: String {
        split(separator: "\r\n", omittingEmptySubsequences: false).joined(separator: " ")
    }
}
