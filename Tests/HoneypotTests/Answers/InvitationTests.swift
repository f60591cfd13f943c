import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("INVITE, who may call and whom (RFC 3261 §13.3)") struct InvitationTests {
    /// A number behind a prefix that is carried, or that is refused with that status.
    private func number(_ bench: NodeBench, refusedWith status: Int? = nil) throws -> String {
        // Long prefixes first: what one is followed by must not make a longer one of it.
        let rules = bench.disguise.dialPlan.rules
        for rule in rules where rule.refusal?.code == status {
            let number = rule.prefix + "44123456789"
            let treatment = bench.disguise.treatment(ofCalled: number)
            if treatment == (status.map { .refuse(SIPStatus($0)) } ?? .take) { return number }
        }
        throw CancellationError()
    }

    private static let open: [BuiltInPersona] = [.freepbx, .cisco]
    private static let closed: [BuiltInPersona] = [.asterisk, .kamailio, .ata]

    @Test(arguments: open) func strangersMayCall(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let number = try number(bench)
        #expect(try bench.statuses(.call(number)) == [100])
        let calls = bench.disguise.persona.calls
        let later = try bench.pass(.milliseconds(calls.ringAfter.upperBound + calls.answerAfter.upperBound))
        #expect(try later.map { try $0.message.status }.prefix(2) == [calls.progress.code, 200])
        #expect(try later.allSatisfy { try $0.message.defects.isEmpty })
        #expect(try later.prefix(2).allSatisfy { try $0.message.to?.tag != nil })
    }

    @Test(arguments: closed) func strangersAreAskedForAPassword(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let number = try number(bench)
        guard case .challenged(let status) = bench.disguise.persona.calls.guests else {
            Issue.record("\(persona) is open")
            return
        }
        #expect(try bench.answer(.call(number)).status == status.code)
        #expect(!bench.context.switchboard.isBusy)
    }

    @Test("An extension proves its password, then its call is taken", arguments: [BuiltInPersona.freepbx] + closed)
    func accounts(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        let number = try number(bench)
        let challenge = try bench.answer(.call(number, from: account.name))
        guard case .challenged(let status) = bench.disguise.persona.calls.accounts else { return }
        #expect(challenge.status == status.code)
        #expect(challenge.texts(status.code == 407 ? .proxyAuthenticate : .wwwAuthenticate).count == 1)
        var client = try DigestClient(name: account.name, password: "wrong", challenge: challenge)
        let refused = try bench.answer(.call(number, from: account.name, cseq: 2, adding: [client.proof("INVITE")]))
        let wrong = bench.disguise.persona.digest.wrongPassword.code
        #expect(refused.status == (wrong == 401 ? status.code : wrong))
        client.password = try #require(account.password)
        let statuses = try bench.statuses(
            .call(number, from: account.name, cseq: 3, adding: [client.proof("INVITE", count: 2)]))
        #expect(statuses == [100] && bench.context.switchboard.isBusy)
        #expect(bench.events.events.map(\.details?.isPasswordRight) == [nil, false, true])
    }

    @Test("An extension of the node rings, and is answered") func anExtension() throws {
        var bench = try NodeBench()
        let extensions = bench.disguise.accounts.prefix(3)
        for account in extensions {
            #expect(try bench.statuses(.call(account.name, callID: account.name)) == [100])
        }
        #expect(bench.context.switchboard.callCount == extensions.count)
    }

    @Test(arguments: open) func anUnknownOneIsTold(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let names = ["0123", "99999", "%00", "a%0d%0ab", String(repeating: "1", count: 65)]
        for name in names where bench.disguise.account(named: name) == nil {
            #expect(try bench.answer(.call(name, callID: name)).status == 404)
        }
        #expect(!bench.context.switchboard.isBusy)
    }

    @Test("Prefixes are refused in ways that draw out the next", arguments: open)
    func refusals(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        for status in [404, 486, 603, 503] {
            guard let number = try? number(bench, refusedWith: status) else { continue }
            let first = try bench.statuses(.call(number, callID: "r\(status)"))
            if status == 404 {
                #expect(first == [404])
                continue
            }
            // A trunk takes a while to say no.
            #expect(first == [100])
            // The refusal before this one may go out again meanwhile.
            let later = try bench.pass(.milliseconds(bench.disguise.persona.calls.ringAfter.upperBound))
                .filter { $0.text.utf8.starts(with: "SIP/2.0 \(status) ".utf8) }
            #expect(!later.isEmpty, "\(number)")
            let ack = try ByteBuffer.within(try #require(later.last).message, "ACK", cseq: 1)
            #expect(try bench.send(ack).isEmpty)
        }
    }

    @Test("The answer follows the offer (RFC 3264 §6)") func answer() throws {
        var bench = try NodeBench()
        _ = try bench.send(.call(try number(bench)))
        let later = try bench.pass(.seconds(10))
        let ok = try #require(try later.map { try $0.message }.first { $0.status == 200 })
        #expect(ok.texts(.contentType) == ["application/sdp"])
        let session = try #require(SessionDescription(ok))
        #expect(session.media.count == 1 && session.address == Endpoint.local.address)
        #expect(session.codecs.prefix(1) == ["PCMU/8000"])
    }

    @Test("Without an offer we make one (RFC 3261 §13.2.1)") func noOffer() throws {
        var bench = try NodeBench()
        _ = try bench.send(.call(try number(bench), type: nil, body: ""))
        let later = try bench.pass(.seconds(10))
        let ok = try #require(try later.map { try $0.message }.first { $0.status == 200 })
        #expect(try #require(SessionDescription(ok)).codecs.contains("PCMU/8000"))
    }

    @Test("488 where there is nothing in common (RFC 3261 §21.4.26)") func nothingInCommon() throws {
        var bench = try NodeBench()
        let free = bench.freePorts
        let body = "v=0\r\no=- 1 1 IN IP4 h\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\nm=video 4000 RTP/AVP 31\r\n"
        #expect(try bench.answer(.call(try number(bench), body: body)).status == 488)
        #expect(bench.freePorts == free)
    }

    @Test(
        "415 tells what is read (RFC 3261 §8.2.3)",
        arguments: [
            ("text/plain", [], 415), ("application/isup", [], 415), ("multipart/mixed;boundary=x", [], 415),
            ("APPLICATION/SDP;charset=utf-8", [], 100), ("application/sdp", ["Content-Encoding: gzip"], 415),
            ("application/sdp", ["e: identity"], 100),
            ("text/plain", ["Content-Disposition: icon;handling=optional"], 100),
        ] as [(String, [String], Int)])
    func mediaType(type: String, lines: [String], status: Int) throws {
        var bench = try NodeBench()
        let answer = try bench.answer(.call(try number(bench), adding: lines, type: type))
        #expect(answer.status == status)
        guard status == 415 else { return }
        #expect(
            (answer.texts(.accept) + answer.texts(.acceptEncoding)).last.map {
                ["application/sdp", "identity"].contains($0)
            } == true)
        #expect(!bench.context.switchboard.isBusy)
    }

    @Test("482 for an INVITE that comes by two ways (RFC 3261 §8.2.2.2)") func merged() throws {
        var bench = try NodeBench()
        let number = try number(bench)
        #expect(try bench.statuses(.call(number, branch: "1")) == [100])
        #expect(try bench.statuses(.call(number, branch: "2")) == [482])
        // The first again is the first again.
        #expect(try bench.statuses(.call(number, branch: "1")) == [100])
        #expect(bench.context.switchboard.callCount == 1)
    }

    @Test("CANCEL gets 200, its INVITE 487 (RFC 3261 §9.2)") func cancel() throws {
        var bench = try NodeBench()
        let number = try number(bench)
        let free = bench.freePorts
        let invite = ByteBuffer.call(number)
        _ = try bench.send(invite)
        #expect(bench.freePorts == free - 1)
        let text = invite.text
        let via = try #require(text.split(separator: "\r\n").first { $0.hasPrefix("Via: ") }).dropFirst(5)
        let cancel = ByteBuffer.request(
            "CANCEL", "sip:\(number)@192.0.2.1", via: String(via), from: "<sip:stranger@192.0.2.1>;tag=f1",
            to: "<sip:\(number)@192.0.2.1>", callID: "c1", cseq: "1 CANCEL")
        #expect(try bench.statuses(cancel) == [200, 487])
        #expect(bench.freePorts == free)
        #expect(bench.endedCalls().map(\.ending) == [.cancelled])
    }

    @Test("A port is given back when its call is not made", arguments: [1, 3])
    func portsAreGivenBack(replyLimit: Int) throws {
        var bench = try NodeBench(replyLimit: replyLimit)
        let number = try number(bench)
        let free = bench.freePorts
        for count in 0..<300 {
            _ = try bench.send(.call(number, callID: "p\(count)"))
            bench.now = .after(.milliseconds(5 * count))
        }
        let calls = bench.context.switchboard.callCount
        #expect(calls < 20 && bench.freePorts == free - calls)
        _ = try bench.pass(.seconds(300))
        #expect(!bench.context.switchboard.isBusy && bench.freePorts == free)
    }

    @Test("Without a port left calls go on in silence") func noPorts() throws {
        var bench = try NodeBench(mediaLimit: 1)
        let number = try number(bench)
        for count in 0..<3 { #expect(try bench.statuses(.call(number, callID: "n\(count)")) == [100]) }
        let answered = try bench.pass(.seconds(8)).map { try $0.message }.filter { $0.status == 200 }
        #expect(Set(answered.map { $0.string($0.callID ?? ByteRange(0, 0)) }).count == 3)
        #expect(answered.allSatisfy { SessionDescription($0)?.media.count == 1 })
    }
}
