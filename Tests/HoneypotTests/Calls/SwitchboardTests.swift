import Events
import NIOCore
import NIOEmbedded
import SIP
import Testing

@testable import Honeypot

/// Calls as a caller sees them, and what is left of them.
@Suite struct SwitchboardTests {
    private func number(_ disguise: Disguise) throws -> String {
        let rule = try #require(
            disguise.dialPlan.rules.last { rule in
                rule.refusal == nil && disguise.treatment(ofCalled: rule.prefix + "44123456789") == .take
            })
        return rule.prefix + "44123456789"
    }

    /// A call that is answered and acknowledged; its 2xx.
    private func talk(_ bench: inout NodeBench) throws -> SIPMessage {
        _ = try bench.send(.call(try number(bench.disguise)))
        let calls = bench.disguise.persona.calls
        let sent = try bench.pass(.milliseconds(calls.ringAfter.upperBound + calls.answerAfter.upperBound))
        let ok = try #require(try sent.map { try $0.message }.first { $0.status == 200 })
        #expect(try bench.send(.within(ok, "ACK", cseq: 1)).isEmpty)
        return ok
    }

    @Test(arguments: [SIPTransport.udp, .tcp], [BuiltInPersona.freepbx, .cisco])
    func fromInviteToBye(transport: SIPTransport, persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona, transport: transport)
        let free = bench.freePorts
        let ok = try talk(&bench)
        // Acknowledged, it is not repeated.
        #expect(try bench.pass(.seconds(5)).isEmpty)
        let bye = try ByteBuffer.within(ok, "BYE", cseq: 2)
        let answer = try bench.answer(bye)
        #expect(
            answer.status == 200 && answer.defects.isEmpty
                && answer.to?.tag.map(answer.string) == ok.to?.tag.map(ok.string))
        let record = try #require(bench.endedCalls().first)
        #expect(record.ending == .caller && record.status == 200)
        #expect(record.event == bench.events.events.first?.id)
        #expect(record.ringing != nil && record.answered.map { $0 < record.ended } == true)
        #expect(bench.freePorts == free)
        if transport == .udp { #expect(try bench.statuses(bye) == [200]) }
        _ = try bench.pass(.seconds(64))
        #expect(!bench.context.switchboard.isBusy)
        #expect(try bench.statuses(bye) == [481])
    }

    @Test("We hang up when the time is over, and repeat it until it is answered (§15.1.1)") func ours() throws {
        var bench = try NodeBench()
        let ok = try talk(&bench)
        let sent = try bench.pass(.seconds(62)).map { try $0.message }
        #expect(sent.count > 1 && sent.allSatisfy { $0.method == .bye && $0.defects.isEmpty })
        let bye = try #require(sent.first)
        #expect(bye.from?.tag.map(bye.string) == ok.to?.tag.map(ok.string))
        #expect(bye.texts(.callID) == ["c1"] && bye.texts(.userAgent).count == 1)
        let response = ByteBuffer(
            string: "SIP/2.0 200 OK\r\nVia: \(bye.texts(.via)[0])\r\nFrom: \(bye.texts(.from)[0])\r\n"
                + "To: \(bye.texts(.to)[0])\r\nCall-ID: c1\r\nCSeq: \(bye.texts(.cseq)[0])\r\nContent-Length: 0\r\n\r\n"
        )
        #expect(try bench.send(response).isEmpty)
        #expect(try bench.pass(.seconds(30)).isEmpty)
        #expect(bench.endedCalls().map(\.ending) == [.us])
    }

    @Test("An answer that nobody acknowledges is repeated, within what may be sent, and given up (§13.3.1.4)")
    func noAck() throws {
        var bench = try NodeBench()
        let invite = ByteBuffer.call(try number(bench.disguise))
        var sent = try bench.send(invite)
        sent += try bench.pass(.seconds(120))
        #expect(try sent.contains { try $0.message.status == 200 })
        #expect(sent.reduce(0) { $0 + $1.readableBytes } <= 3 * invite.readableBytes)
        #expect(bench.endedCalls().map(\.ending) == [.abandoned])
        #expect(!bench.context.switchboard.isBusy)
    }

    @Test("While a source's network is over the limit nothing goes out unasked") func overLimit() throws {
        var bench = try NodeBench(replyLimit: 10)
        let number = try number(bench.disguise)
        #expect(try bench.statuses(.call(number)) == [100])
        for count in 0..<30 {
            _ = try bench.send(.request("OPTIONS", callID: "\(count)"), from: .make("198.51.100.9:1"))
        }
        #expect(try bench.pass(.seconds(1)).isEmpty)
        #expect(bench.endedCalls().map(\.ending) == [.abandoned])
    }

    @Test("Keys that INFO reports stand with the BYE") func digits() throws {
        var bench = try NodeBench()
        let ok = try talk(&bench)
        for (index, key) in ["4", "2", "#"].enumerated() {
            let info = try ByteBuffer.within(
                ok, "INFO", cseq: 2 + index, adding: ["Content-Type: application/dtmf-relay"],
                body: "Signal=\(key)\r\nDuration=100\r\n")
            #expect(try bench.statuses(info) == [200])
        }
        #expect(try bench.statuses(.within(ok, "BYE", cseq: 9)) == [200])
        let event = try #require(bench.events.events.last)
        #expect(event.method == .bye && event.details?.dtmf == "42#")
        #expect(bench.endedCalls().map(\.dtmf) == ["42#"])
    }

    @Test("A new offer gets a new answer (§14.2), and what is none of a call's the persona's")
    func inside() throws {
        var bench = try NodeBench()
        let ok = try talk(&bench)
        let again = try ByteBuffer.within(
            ok, "INVITE", cseq: 2, adding: ["Content-Type: application/sdp"], body: ByteBuffer.offer)
        let answer = try bench.answer(again)
        #expect(answer.status == 200)
        let (first, second) = (try #require(SessionDescription(ok)), try #require(SessionDescription(answer)))
        #expect(first.sessionID == second.sessionID)
        let (old, new) = (try #require(first.sessionVersion), try #require(second.sessionVersion))
        #expect(new == old + 1)
        #expect(try bench.send(.within(ok, "ACK", cseq: 2)).isEmpty)
        #expect(try bench.statuses(.within(ok, "OPTIONS", cseq: 3)) == [200])
        #expect(try bench.statuses(.within(ok, "REFER", cseq: 4)) == [603])
        #expect(try bench.statuses(.within(ok, "MESSAGE", cseq: 5)) == [202])
    }

    @Test("A later request of the dialog from elsewhere moves nothing") func elsewhere() throws {
        var bench = try NodeBench(replyLimit: 200)
        let ok = try talk(&bench)
        // Who has the tag may forge any source.
        let bye = try ByteBuffer.within(ok, "OPTIONS", cseq: 2)
        let stranger = try Endpoint.make("203.0.113.9:5060")
        let sent = try bench.send(bye, from: stranger)
        #expect(sent.reduce(0) { $0 + $1.readableBytes } <= 3 * bye.readableBytes)
        bench.context.switchboard.state.withLock { state in
            #expect(state.table.count == 1)
        }
    }

    /// The real clock, with a plan that takes a fraction of a second.
    @Test(.timeLimit(.minutes(5))) func theClockKeepsTime() async throws {
        let trap = EventTrap(patience: .seconds(20))
        let context = try ReceptionContext.make(trap: trap)
        let board = context.switchboard
        let channel = NIOAsyncTestingChannel()
        async let running: Void = board.run()
        let invite = try ByteBuffer.call("00441234567890").message
        let answers = CallAnswers(
            writer: context.pbx.writer, tag: Array("ours".utf8), local: .local, time: .now,
            session: Array("v=0\r\n".utf8), requestLines: [])
        let plan = CallPlan(
            provisional: [CallPlan.Step(.trying), CallPlan.Step(.ringing, after: .milliseconds(20))],
            final: CallPlan.Step(.ok, after: .milliseconds(40), hasSession: true), talk: .milliseconds(50),
            answers: answers, branch: Array("z9hG4bKx".utf8))
        let peer = Switchboard.Peer(
            source: .peer, local: .local, transport: .tcp, path: .connection(channel), budget: .proved)
        #expect(board.start(invite, from: peer, as: EventID(rawValue: 7), by: plan, at: .now))
        var ok: SIPMessage?
        for status in [100, 180, 200] {
            let message = try await channel.waitForOutboundWrite(as: ByteBuffer.self).message
            #expect(message.status == status)
            ok = message
        }
        let ack = try ByteBuffer.within(try #require(ok), "ACK", cseq: 1).message
        let reception = board.receive(ack, from: peer, at: .now) { $1.answers.session }
        #expect(reception.disposition == .handled)
        var bye = try await channel.waitForOutboundWrite(as: ByteBuffer.self).message
        // On a busy machine the 200 was sent again before the ACK came (RFC 3261 §13.3.1.4).
        while bye.status == 200 { bye = try await channel.waitForOutboundWrite(as: ByteBuffer.self).message }
        #expect(bye.method == .bye)
        let record = try await onThread { trap.take().calls.first }
        #expect(record?.event == EventID(rawValue: 7) && record?.ending == .us)
        board.stop()
        try await running
    }

    @Test func stoppingEndsTheClock() async throws {
        let board = try ReceptionContext.make().switchboard
        async let running: Void = board.run()
        board.stop()
        try await running
    }
}
