import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Ending a call (RFC 3261 §9.2, §15)") struct CallEndTests {
    private var bench = CallBench()

    @Test("§9.2: CANCEL gets 200 and the INVITE 487") mutating func cancel() throws {
        try bench.invite()
        bench.pass(.seconds(1))
        _ = bench.take()
        try bench.receive(.cancel())
        let messages = try bench.takeMessages()
        #expect(messages.map(\.status) == [200, 487])
        // §9.2: one tag in both.
        #expect(messages.map { $0.to?.tag.map($0.string) } == ["ours", "ours"])
        try bench.receive(.refusalAck())
        bench.pass(.seconds(60))
        #expect(bench.take() == ["proved 198.51.100.7:5062"])
        #expect(bench.table.count == 0)
    }

    @Test mutating func aCancelledCallIsNoted() throws {
        try bench.invite()
        bench.pass(.seconds(1))
        try bench.receive(.cancel())
        let record = try bench.takeRecord()
        #expect(record.ending == .cancelled)
        #expect(record.status == 487)
        #expect(record.ended == .after(.seconds(1)))
    }

    @Test mutating func aCancelAgainGets200Again() throws {
        try bench.invite()
        try bench.receive(.cancel())
        try bench.receive(.refusalAck())
        _ = bench.take()
        bench.pass(.seconds(31))
        #expect(try bench.receive(.cancel()) == .handled)
        #expect(bench.take() == ["200 CANCEL"])
    }

    @Test("§9.2: after a final response CANCEL changes nothing", arguments: [200, 486])
    mutating func lateCancel(status: Int) throws {
        try bench.invite(by: .make(final: .init(SIPStatus(status))))
        _ = bench.take()
        try bench.receive(.cancel())
        #expect(bench.take() == ["200 CANCEL"])
    }

    @Test("§9.2: a CANCEL of nothing gets 481") mutating func strayCancel() throws {
        #expect(try bench.receive(.cancel()) == .refused(.callDoesNotExist))
        try bench.invite()
        let other = ByteBuffer.cancel(via: "SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK2")
        #expect(try bench.receive(other) == .refused(.callDoesNotExist))
        let stranger = Endpoint(address: .v4(1), port: 5062)
        #expect(try bench.receive(.cancel(), from: stranger) == .refused(.callDoesNotExist))
        bench.pass(.seconds(1))
        #expect(bench.take() == ["100 INVITE", "180 INVITE"])
    }

    @Test("§9.2: by RFC 2543 the CANCEL has all but the method in common") mutating func oldCancel() throws {
        let via = "SIP/2.0/UDP 198.51.100.7:5062"
        try bench.invite(.invite(via: via))
        _ = bench.take()
        try bench.receive(.cancel(via: via))
        #expect(bench.take() == ["200 CANCEL", "487 INVITE", "ended cancelled"])
    }

    @Test("§15.1.2: BYE gets 200 and ends the call", arguments: SIPTransport.allCases)
    mutating func bye(transport: SIPTransport) throws {
        bench = CallBench(transport: transport)
        try bench.talk()
        bench.pass(.seconds(5))
        _ = bench.take()
        try bench.receive(.inside("BYE", cseq: 2))
        #expect(bench.take().filter { !$0.hasPrefix("proved") } == ["200 BYE", "ended caller"])
        bench.pass(.seconds(32))
        #expect(bench.take() == [])
        #expect(bench.table.count == 0)
    }

    @Test mutating func theRecordTellsHowItWent() throws {
        try bench.talk()
        bench.pass(.seconds(5))
        try bench.receive(.inside("BYE", cseq: 2))
        let record = try bench.takeRecord()
        #expect(
            record
                == CallRecord(
                    event: EventID(rawValue: 1), ringing: .after(.milliseconds(300)), answered: .after(.seconds(4)),
                    ended: .after(.seconds(9)), ending: .caller, status: 200))
    }

    @Test mutating func aByeBeforeTheAckStopsThe2xx() throws {
        try bench.invite()
        bench.pass(.seconds(4))
        try bench.receive(.inside("BYE", cseq: 2))
        _ = bench.take()
        bench.pass(.seconds(60))
        #expect(bench.take() == [])
    }

    @Test("§15.1.2: a BYE in an early dialog gets 200 and the INVITE 487") mutating func earlyBye() throws {
        try bench.invite()
        bench.pass(.seconds(1))
        _ = bench.take()
        try bench.receive(.inside("BYE", cseq: 2))
        #expect(bench.take() == ["proved 198.51.100.7:5062", "200 BYE", "487 INVITE", "ended cancelled"])
        bench.pass(.milliseconds(500))
        #expect(bench.take() == ["487 INVITE"])
        try bench.receive(.refusalAck())
        try bench.receive(.inside("BYE", cseq: 2))
        #expect(bench.take().contains("200 BYE"))
        bench.pass(.seconds(60))
        #expect(bench.take() == [])
        #expect(bench.table.count == 0)
    }

    @Test("§15.1.2: another BYE after the caller's has nothing to end") mutating func aSecondBye() throws {
        try bench.talk()
        try bench.receive(.inside("BYE", cseq: 2))
        _ = bench.take()
        try bench.receive(.inside("BYE", cseq: 3))
        #expect(bench.take().filter { !$0.hasPrefix("proved") } == ["481 BYE"])
    }

    @Test("a BYE again gets 200 again for 32 s, then 481", arguments: ["BYE2", "other"])
    mutating func byeAgain(branch: String) throws {
        try bench.talk()
        try bench.receive(.inside("BYE", cseq: 2))
        let first = bench.takeBytes().last
        bench.pass(.milliseconds(31_999))
        try bench.receive(.inside("BYE", cseq: 2, branch: branch))
        let second = bench.takeBytes()
        #expect(second.count == 1)
        #expect(branch != "BYE2" || second.first == first)
        bench.pass(.milliseconds(1))
        #expect(try bench.receive(.inside("BYE", cseq: 2, branch: branch)) == .refused(.callDoesNotExist))
    }

    @Test(arguments: ["INFO", "OPTIONS", "INVITE", "UPDATE", "REFER"])
    mutating func afterTheEndNothingElseIsTaken(method: String) throws {
        try bench.talk()
        try bench.receive(.inside("BYE", cseq: 2))
        _ = bench.take()
        try bench.receive(.inside(method, cseq: 3))
        #expect(bench.take() == ["proved 198.51.100.7:5062", "481 \(method)"])
    }

    @Test("§15.1.1: we hang up when the plan says so") mutating func hangUp() throws {
        try bench.talk()
        _ = bench.take()
        bench.pass(.milliseconds(29_999))
        #expect(bench.take() == [])
        bench.pass(.milliseconds(1))
        #expect(bench.take() == ["ended us", "BYE"])
        bench.pass(.milliseconds(500))
        #expect(bench.take() == ["BYE"])
        #expect(try bench.respond(.byeResponse()))
        bench.pass(.seconds(31))
        #expect(bench.take() == ["proved 198.51.100.7:5062"])
        #expect(bench.table.count == 1)
        bench.pass(.seconds(1))
        #expect(bench.table.count == 0)
    }

    @Test mutating func ourByeIsARequestInsideTheDialog() throws {
        try bench.invite(.invite(adding: ["Record-Route: <sip:p1;lr>, <sip:p0;lr>"]))
        bench.pass(.seconds(4))
        try bench.receive(.inside("ACK", cseq: 1))
        _ = bench.take()
        bench.pass(.seconds(30))
        let bye = try #require(try bench.takeMessages().first)
        #expect(bye.method == .bye)
        #expect(bye.requestURIRange.map(bye.string) == "sip:1@198.51.100.7:5062")
        #expect(bye.texts(.route) == ["<sip:p1;lr>", "<sip:p0;lr>"])
        #expect(bye.from?.tag.map(bye.string) == "ours")
        #expect(bye.to?.tag.map(bye.string) == "f1")
        #expect(bye.texts(.callID) == ["1@198.51.100.7"])
        #expect(bye.texts(.cseq) == ["101 BYE"])
        #expect(bye.topVia?.branch.map(bye.string) == "z9hG4bKbye")
        #expect(bye.topVia.map { bye.string($0.host) } == "192.0.2.1")
        #expect(bye.maxForwards == 70)
        #expect(bye.userAgent.map(bye.string) == "PBX")
        #expect(bye.defects.isEmpty)
    }

    @Test mutating func aCallerThatDoesNotSayWhereItIsIsNotToldOfTheEnd() throws {
        try bench.invite(.request("INVITE"))
        bench.pass(.seconds(4))
        try bench.receive(.inside("ACK", cseq: 1))
        _ = bench.take()
        bench.pass(.seconds(30))
        #expect(bench.take() == ["ended us"])
        bench.pass(.seconds(32))
        #expect(bench.table.count == 0)
    }

    @Test("timers E and F: our BYE goes out again for 32 s") mutating func byeWithoutAnswer() throws {
        try bench.talk()
        _ = bench.take()
        bench.pass(.seconds(90))
        #expect(
            bench.takeTimes(of: "BYE").map { $0 - 34_000 }
                == [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500])
        bench.pass(.seconds(8))
        #expect(bench.table.count == 0)
    }

    @Test("a response to something else does not stop it")
    mutating func otherResponses() throws {
        try bench.talk()
        bench.pass(.seconds(30))
        _ = bench.take()
        for response: ByteBuffer in [
            .byeResponse(branch: "z9hG4bKother"), .byeResponse(cseq: "102 BYE"), .byeResponse(cseq: "101 INFO"),
        ] {
            #expect(try !bench.respond(response))
        }
        bench.pass(.milliseconds(500))
        #expect(bench.take() == ["BYE"])
    }

    @Test("§17.1.2.2: a provisional response slows it down") mutating func provisionalResponse() throws {
        try bench.talk()
        bench.pass(.seconds(30))
        #expect(try bench.respond(.byeResponse(100)))
        _ = bench.take()
        bench.pass(.seconds(10))
        #expect(bench.takeTimes(of: "BYE").map { $0 - 34_000 } == [500, 4_500, 8_500])
    }

    @Test(arguments: [200, 401, 481, 500]) mutating func anyFinalResponseEndsTheDialog(status: Int) throws {
        try bench.talk()
        bench.pass(.seconds(30))
        #expect(try bench.respond(.byeResponse(status)))
        _ = bench.take()
        bench.pass(.seconds(30))
        #expect(bench.take() == [])
    }

    @Test mutating func twoThatHangUpAtOnceEachGetTheirAnswer() throws {
        try bench.talk()
        bench.pass(.seconds(30))
        _ = bench.take()
        try bench.receive(.inside("BYE", cseq: 2))
        #expect(bench.take() == ["proved 198.51.100.7:5062", "200 BYE"])
        bench.pass(.seconds(60))
        #expect(bench.take() == [])
        #expect(bench.table.count == 0)
    }

    @Test mutating func aResponseToNothingIsPassedOver() throws {
        #expect(try !bench.respond(.byeResponse()))
        try bench.talk()
        #expect(try !bench.respond(.byeResponse()))
    }
}
