import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("Requests inside a dialog (RFC 3261 §12.2.2)") struct CallDialogTests {
    private var bench = CallBench()

    init() throws {
        bench.isProved = true
    }

    /// A request, and what went out for it.
    private mutating func ask(_ request: ByteBuffer) throws -> [String] {
        _ = bench.take()
        let disposition = try bench.receive(request)
        if disposition != .handled { return ["\(disposition)"] }
        return bench.take().filter { !$0.hasPrefix("proved") }
    }

    @Test mutating func aLowerCSeqIsOutOfOrder() throws {
        try bench.talk()
        #expect(try ask(.inside("INFO", cseq: 10)) == ["200 INFO"])
        #expect(try ask(.inside("INFO", cseq: 9)) == ["500 INFO"])
        #expect(try ask(.inside("INFO", cseq: 9)) == ["500 INFO"])
        #expect(try ask(.inside("OPTIONS", cseq: 9)) == ["500 OPTIONS"])
        #expect(try ask(.inside("BYE", cseq: 9)) == ["500 BYE"])
        #expect(try ask(.inside("BYE", cseq: 11)) == ["200 BYE", "ended caller"])
    }

    @Test mutating func aRequestAgainGetsTheSameAndCountsOnce() throws {
        try bench.talk()
        let info = ByteBuffer.inside(
            "INFO", cseq: 2, adding: ["Content-Type: application/dtmf-relay"], body: "Signal=5\r\nDuration=160\r\n")
        #expect(try ask(info) == ["200 INFO"])
        #expect(try ask(.inside("INFO", cseq: 3)) == ["200 INFO"])
        // Later than a request of a higher CSeq, and no new one.
        #expect(try ask(info) == ["200 INFO"])
        try bench.receive(.inside("BYE", cseq: 4))
        #expect(try bench.takeRecord().dtmf == "5")
    }

    @Test mutating func keysOfInfoAddUp() throws {
        try bench.talk()
        for (number, key) in ["1", "2", "#", "*", "11"].enumerated() {
            try bench.receive(
                .inside(
                    "INFO", cseq: 2 + number, adding: ["Content-Type: application/dtmf-relay"], body: "Signal=\(key)"))
        }
        for number in 10..<300 {
            try bench.receive(
                .inside("INFO", cseq: number, adding: ["Content-Type: application/dtmf"], body: "0"))
        }
        try bench.receive(.inside("BYE", cseq: 400))
        #expect(try bench.takeRecord().dtmf == "12#*#" + String(repeating: "0", count: 123))
    }

    @Test(arguments: ["OPTIONS", "MESSAGE", "REFER", "SUBSCRIBE", "NOTIFY", "PUBLISH", "OTHER"])
    mutating func theRestIsLeftToTheCaller(method: String) throws {
        try bench.talk()
        #expect(try bench.receive(.inside(method, cseq: 3)) == .inside(call: 1))
        #expect(try ask(.inside("INFO", cseq: 4)) == ["200 INFO"])
        #expect(try bench.receive(.inside(method, cseq: 3)) == .inside(call: 1))
        #expect(try ask(.inside(method, cseq: 3, branch: "new")) == ["500 \(method)"])
    }

    @Test("§12.2.2: what is in no dialog gets 481", arguments: ["BYE", "INFO", "OPTIONS", "INVITE", "PRACK", "UPDATE"])
    mutating func unknownDialog(method: String) throws {
        let unknown = CallDisposition.refused(.callDoesNotExist)
        #expect(try bench.receive(.inside(method, cseq: 2)) == unknown)
        try bench.talk()
        #expect(try bench.receive(.inside(method, cseq: 2, tag: "forked")) == unknown)
        #expect(try bench.receive(.inside(method, cseq: 2, callID: "2@198.51.100.7")) == unknown)
        #expect(try bench.receive(.inside(method, cseq: 2, from: "<sip:1@192.0.2.1>;tag=f2")) == unknown)
        #expect(try bench.receive(.inside(method, cseq: 2, from: "<sip:1@192.0.2.1>")) == unknown)
    }

    @Test("§10.2: a registration is in no dialog") mutating func registration() throws {
        #expect(try bench.receive(.inside("REGISTER", cseq: 2)) == .outside)
    }

    @Test("an ACK in no dialog is passed over") mutating func strayAck() throws {
        #expect(try ask(.inside("ACK", cseq: 1)) == [])
        try bench.talk()
        #expect(try ask(.inside("ACK", cseq: 1, tag: "other")) == [])
    }

    @Test("§14.2: a later INVITE gets 200 with a session until its ACK") mutating func reinvite() throws {
        try bench.talk()
        #expect(try ask(.inside("INVITE", cseq: 2)) == ["200 INVITE"])
        bench.pass(.milliseconds(1_500))
        let responses = try bench.takeMessages()
        #expect(responses.count == 2)
        #expect(responses.allSatisfy { $0.texts(.cseq) == ["2 INVITE"] && !$0.body.isEmpty })
        #expect(try ask(.inside("INVITE", cseq: 2)) == [])
        try bench.receive(.inside("ACK", cseq: 1, branch: "again"))
        bench.pass(.seconds(2))
        #expect(bench.take().contains("200 INVITE"))
        try bench.receive(.inside("ACK", cseq: 2))
        _ = bench.take()
        // The plan's time counts from the first ACK.
        bench.pass(.milliseconds(26_500))
        #expect(bench.take() == ["ended us", "BYE"])
    }

    @Test(
        "§14.2: an offer of which nothing can be taken gets 488, and the call goes on", arguments: ["INVITE", "UPDATE"])
    mutating func unacceptableOffer(method: String) throws {
        try bench.talk()
        bench.takesOffers = false
        #expect(try ask(.inside(method, cseq: 2, body: "v=0\r\n")) == ["488 \(method)"])
        bench.takesOffers = true
        #expect(try ask(.inside(method, cseq: 3, body: "v=0\r\n")) == ["200 \(method)"])
    }

    @Test("§14.2: with one pending the next gets 491") mutating func pendingReinvite() throws {
        try bench.talk()
        #expect(try ask(.inside("INVITE", cseq: 2)) == ["200 INVITE"])
        #expect(try ask(.inside("INVITE", cseq: 3)) == ["491 INVITE"])
        #expect(try ask(.inside("INVITE", cseq: 3)) == ["491 INVITE"])
        try bench.receive(.inside("ACK", cseq: 3, branch: "INVITE3"))
        try bench.receive(.inside("ACK", cseq: 2))
        #expect(try ask(.inside("INVITE", cseq: 4)) == ["200 INVITE"])
    }

    @Test("§14.2: before the ACK of the first it gets 491 too") mutating func reinviteBeforeAck() throws {
        try bench.invite()
        bench.pass(.seconds(4))
        #expect(try ask(.inside("INVITE", cseq: 2)) == ["491 INVITE"])
    }

    @Test("§14.2: in an early dialog it gets 500 with Retry-After") mutating func earlyReinvite() throws {
        try bench.invite()
        bench.pass(.seconds(1))
        _ = bench.take()
        try bench.receive(.inside("INVITE", cseq: 2))
        let response = try #require(try bench.takeMessages().first)
        #expect(response.status == 500)
        let seconds = try #require(response.headers.first { response.string($0.nameRange) == "Retry-After" })
        #expect((0...10).contains(try #require(Int(response.string(seconds.valueRange)))))
        bench.pass(.seconds(3))
        #expect(bench.take() == ["200 INVITE"])
    }

    @Test("§13.3.1.4: a later INVITE without its ACK ends the call") mutating func reinviteWithoutAck() throws {
        bench.transport = .tcp
        try bench.talk(by: .make(talk: .seconds(600)))
        try bench.receive(.inside("INVITE", cseq: 2))
        _ = bench.take()
        bench.pass(.seconds(32))
        #expect(bench.take().suffix(2) == ["ended abandoned", "BYE"])
    }

    @Test("§9.2: the CANCEL of a later INVITE comes too late") mutating func cancelOfAReinvite() throws {
        try bench.talk()
        try bench.receive(.inside("INVITE", cseq: 2))
        #expect(try ask(.inside("CANCEL", cseq: 2, branch: "INVITE2")) == ["200 CANCEL"])
        #expect(try ask(.inside("CANCEL", cseq: 2, branch: "other")).first?.contains("refused") == true)
    }

    @Test("§12.2.2: a later INVITE moves the target of our BYE") mutating func targetRefresh() throws {
        try bench.talk()
        try bench.receive(.inside("INVITE", cseq: 2, adding: ["Contact: <sip:moved@198.51.100.7>"]))
        try bench.receive(.inside("ACK", cseq: 2))
        try bench.receive(.inside("INFO", cseq: 3, adding: ["Contact: <sip:ignored@198.51.100.7>"]))
        _ = bench.take()
        bench.pass(.seconds(30))
        let bye = try #require(try bench.takeMessages().first)
        #expect(bye.requestURIRange.map(bye.string) == "sip:moved@198.51.100.7")
    }

    @Test("RFC 3311 §5.2: UPDATE gets 200, and an answer to an offer") mutating func update() throws {
        try bench.talk()
        _ = bench.take()
        try bench.receive(.inside("UPDATE", cseq: 2))
        try bench.receive(.inside("UPDATE", cseq: 3, body: "v=0\r\n"))
        try bench.receive(.inside("UPDATE", cseq: 3, body: "v=0\r\n"))
        let responses = try bench.takeMessages()
        #expect(responses.map(\.status) == [200, 200, 200])
        #expect(responses.map(\.body.isEmpty) == [true, false, false])
        #expect(responses.allSatisfy { $0.contact != nil })
    }

    @Test("RFC 3311 §5.2: an offer before the first has its answer gets 500") mutating func earlyUpdate() throws {
        try bench.invite()
        #expect(try ask(.inside("UPDATE", cseq: 2, body: "v=0\r\n")) == ["500 UPDATE"])
        #expect(try ask(.inside("UPDATE", cseq: 3)) == ["200 UPDATE"])
    }

    @Test mutating func theSessionIsTheCallersToGive() throws {
        try bench.talk()
        var actions: [CallAction<String>] = []
        let peer = CallPeer(
            source: .peer, local: .local, transport: .udp, path: "to 198.51.100.7:5062", budget: .proved)
        _ = try bench.table.receive(
            ByteBuffer.inside("INVITE", cseq: 2, body: "offer").message, from: peer, at: bench.now, into: &actions
        ) { request, plan in Array("answer to \(request.string(request.body))".utf8) }
        let bytes = actions.compactMap { if case .send(let bytes, _) = $0 { bytes } else { nil } }
        #expect(bytes.map { $0.text.hasSuffix("\r\n\r\nanswer to offer") } == [true])
    }
}
