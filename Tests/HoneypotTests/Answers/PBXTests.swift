import NIOCore
import SIP
import Testing

@testable import Honeypot

/// What each persona says to requests of strangers, outside of calls.
@Suite struct PBXTests {
    /// The one answer to a request that comes by itself; nil for none.
    private func answer(_ bytes: ByteBuffer, _ persona: BuiltInPersona = .freepbx) throws -> SIPMessage? {
        // A connection: what the limiter says is not asked here.
        var bench = try NodeBench(persona, transport: .tcp)
        let answers = try bench.send(bytes)
        #expect(answers.count <= 1)
        return try answers.first?.message
    }

    private func status(_ bytes: ByteBuffer, _ persona: BuiltInPersona = .freepbx) throws -> Int? {
        try answer(bytes, persona)?.status
    }

    private static let methods = [
        "OPTIONS", "SUBSCRIBE", "MESSAGE", "PUBLISH", "NOTIFY", "REFER", "INFO", "UPDATE", "PRACK", "BYE", "CANCEL",
        "FOO", "options",
    ]

    @Test(arguments: [
        (BuiltInPersona.freepbx, [200, 404, 202, 489, 489, 603, 481, 481, 481, 481, 481, 501, 501]),
        (.asterisk, [401, 401, 401, 401, 401, 401, 401, 481, 481, 481, 481, 401, 401]),
        (.kamailio, [200, 407, 407, 407, 404, 407, 404, 404, 404, 404, 481, 405, 405]),
        (.cisco, [200, 489, 405, 405, 481, 481, 481, 481, 481, 481, 481, 501, 501]),
        (.ata, [200, 489, 405, 405, 401, 481, 481, 405, 405, 481, 481, 405, 405]),
    ])
    func eachMethodHasThePersonasAnswer(persona: BuiltInPersona, expected: [Int]) throws {
        let statuses = try Self.methods.map { try status(.request($0, from: "<sip:nobody@h>;tag=1"), persona) }
        #expect(statuses == expected)
    }

    @Test("What belongs to no call gets what it gets outside of calls (RFC 3261 §12.2.2)", arguments: [false, true])
    func stray(isBusy: Bool) throws {
        for persona in BuiltInPersona.allCases {
            var bench = try NodeBench(persona, transport: .tcp)
            if isBusy, persona == .freepbx || persona == .cisco {
                let prefix = try #require(bench.disguise.dialPlan.rules.first { $0.refusal == nil }).prefix
                #expect(try bench.statuses(.call(prefix + "44123456789", callID: "other")) == [100])
                #expect(bench.context.switchboard.isBusy)
            }
            let from = "<sip:nobody@h>;tag=1"
            for (index, method) in Self.methods.enumerated() {
                let plain = try bench.statuses(.request(method, from: from, callID: "a\(index)"))
                let stray = ByteBuffer.request(method, from: from, to: "<sip:100@h>;tag=x", callID: "b\(index)")
                #expect(try bench.statuses(stray) == plain, "\(persona) \(method)")
            }
            let invite = ByteBuffer.request("INVITE", to: "<sip:100@h>;tag=x", callID: "c")
            #expect(try bench.statuses(invite) == [481], "\(persona)")
            let registered = ByteBuffer.request("REGISTER", to: "<sip:nobody@h>;tag=x", callID: "d")
            let plain = ByteBuffer.request("REGISTER", to: "<sip:nobody@h>", callID: "e")
            #expect(try bench.statuses(registered) == bench.statuses(plain))
        }
    }

    @Test(
        "Never answered: ACK (RFC 3261 §17.1.1.3), responses (§8.1.3), without a Via (§18.2.2)",
        arguments: [
            ByteBuffer.request("ACK"), .request("ACK", via: "broken"), .request("ACK", version: "SIP/3.0"),
            .request("ACK", adding: ["Require: x"]), .request("ACK", to: "<sip:1@h>;tag=x"),
            .request(via: nil), .request("INVITE", via: ""), .request("FOO", via: nil),
            ByteBuffer(string: "SIP/2.0 100 Trying\r\nVia: SIP/2.0/UDP h\r\n\r\n"),
            ByteBuffer(string: "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP h\r\nCSeq: 1 INVITE\r\n\r\n"),
        ])
    func never(bytes: ByteBuffer) throws {
        for persona in BuiltInPersona.allCases { #expect(try answer(bytes, persona) == nil) }
    }

    @Test("405 lists what is allowed (RFC 3261 §8.2.1, §21.4.6)", arguments: BuiltInPersona.allCases)
    func methodNotAllowed(persona: BuiltInPersona) throws {
        for method in ["FOO", "MESSAGE", "UPDATE"] {
            guard let answer = try answer(.request(method), persona), answer.status == 405 else { continue }
            let allowed = try #require(answer.texts(.allow).first)
            #expect(allowed.contains("INVITE") && allowed.contains("OPTIONS"))
        }
    }

    @Test("OPTIONS tells what is accepted and supported (RFC 3261 §11.2)", arguments: BuiltInPersona.allCases)
    func options(persona: BuiltInPersona) throws {
        let answer = try #require(try answer(.request("OPTIONS"), persona))
        #expect(answer.texts(.server).count == 1)
        guard persona != .asterisk else { return }
        #expect(!answer.texts(.supported).isEmpty)
        // Kamailio has Accept without Allow, the adapter Allow without Accept.
        #expect(!(answer.texts(.allow) + answer.texts(.accept)).isEmpty)
    }

    @Test("505 for another version (RFC 3261 §21.5.6)", arguments: ["SIP/3.0", "SIP/1.0", "SIP/2.1"])
    func version(version: String) throws {
        #expect(try status(.request(version: version)) == 505)
    }

    @Test("414 for a Request-URI beyond the limit (RFC 3261 §21.4.12)")
    func uriTooLong() throws {
        #expect(try status(.request("INVITE", "sip:" + String(repeating: "1", count: 8_200) + "@h")) == 414)
    }

    @Test(
        "416 for a scheme that is not understood (RFC 3261 §8.2.2.1)",
        arguments: [
            ("sip:1@h", 200), ("sips:1@h", 200), ("tel:+1", 200), ("http://h/", 416), ("urn:service:sos", 416),
            ("x:y", 416),
        ])
    func scheme(uri: String, status expected: Int) throws {
        #expect(try status(.request("OPTIONS", uri)) == expected)
    }

    @Test("The method is looked at before the scheme (RFC 3261 §8.2.1)")
    func methodBeforeScheme() throws {
        #expect(try status(.request("FOO", "x:y")) == 501)
        #expect(try status(.request("FOO", "x:y"), .ata) == 405)
    }

    @Test(
        "400 for what is broken (RFC 3261 §21.4.1)",
        arguments: [
            ByteBuffer.request(to: nil), .request(from: nil), .request(callID: nil), .request(to: "broken"),
            .request(from: "<sip:1@h"), .request(cseq: "x OPTIONS"), .request(cseq: "1 INVITE"),
            .request(via: "broken"),
            .request("OPTIONS", "100"), .request("OPTIONS", "<sip:100@h>"), .request("OPTIONS", "sip:1 00@h"),
            .request("OPTIONS", "sip:"), .request("OPTIONS", "tel:"), .request(adding: ["no colon"]),
            .request(adding: ["To: <sip:2@h>"]), .request(adding: (0..<300).map { "X-\($0): x" }),
            .request(adding: ["Content-Length: 5"]), .request("FOO", to: nil), .request("REGISTER", cseq: "1 INVITE"),
            .request("INVITE", cseq: "1 OPTIONS"), .request("CANCEL", cseq: "1 OPTIONS"),
        ])
    func badRequest(bytes: ByteBuffer) throws {
        for persona in BuiltInPersona.allCases { #expect(try status(bytes, persona) == 400) }
    }

    @Test(
        "A body shorter than its Content-Length is 400, a longer one is cut (RFC 3261 §18.3)",
        arguments: [
            ("10", 400), ("5", 202), ("4", 202), ("-1", 400), ("x", 400), ("99999999999999999999", 400),
        ])
    func contentLength(length: String, status expected: Int) throws {
        #expect(try status(.request("MESSAGE", body: "hello", contentLength: length)) == expected)
    }

    @Test("420 lists what is not supported (RFC 3261 §8.2.2.3)", arguments: BuiltInPersona.allCases)
    func badExtension(persona: BuiltInPersona) throws {
        let request = ByteBuffer.request("INVITE", adding: ["Require: what", "Require: x"])
        let answer = try #require(try answer(request, persona))
        #expect(answer.status == 420 && answer.texts(.unsupported) == ["what, x"])
        // Folded over lines (§7.3.1), it stays on one.
        let folded = try #require(try self.answer(.request(adding: ["Require: a\r\n\tb"]), persona))
        #expect(folded.texts(.unsupported) == ["a b"])
        let many = (0..<500).map { "x\($0)" }.joined(separator: ",")
        let bounded = try #require(try self.answer(.request(adding: ["Require: \(many)"]), persona))
        #expect(bounded.texts(.unsupported) == ["x0, x1, x2, x3, x4, x5, x6, x7, x8, x9"])
    }

    @Test("What the persona names under Supported may be required (RFC 3261 §8.2.2.3, RFC 3262 §3)")
    func supported() throws {
        let request = ByteBuffer.request("MESSAGE", adding: ["Require: 100rel"])
        #expect(try status(request, .freepbx) == 420)
        #expect(try status(request, .asterisk) == 401)
        #expect(try status(.request("MESSAGE", adding: ["Require: Replaces, timer"]), .freepbx) == 202)
    }

    @Test("Require does not count in CANCEL (RFC 3261 §8.2.2.3)")
    func requireInCancel() throws {
        #expect(try status(.request("CANCEL", adding: ["Require: x"])) == 481)
    }

    @Test("What is broken is told before what is unsupported (RFC 3261 §8.2)")
    func order() throws {
        #expect(try status(.request(to: nil, adding: ["Require: x"])) == 400)
        #expect(try status(.request("FOO", adding: ["Require: x"])) == 501)
        #expect(try status(.request(version: "SIP/3.0", to: nil)) == 505)
    }

    @Test(
        "With the right password an extension gets what strangers do not",
        arguments: [
            (BuiltInPersona.freepbx, "SUBSCRIBE", 401, 489), (.freepbx, "MESSAGE", 401, 202),
            (.asterisk, "OPTIONS", 401, 200), (.asterisk, "MESSAGE", 401, 202), (.asterisk, "FOO", 401, 405),
            (.kamailio, "MESSAGE", 407, 202), (.kamailio, "SUBSCRIBE", 407, 489), (.ata, "NOTIFY", 401, 200),
        ])
    func authenticated(persona: BuiltInPersona, method: String, asked: Int, given: Int) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        let challenge = try bench.answer(.outside(method, user: account.name))
        #expect(challenge.status == asked)
        let client = try DigestClient(
            name: account.name, password: try #require(account.password), challenge: challenge)
        var wrong = client
        wrong.password = "no"
        let refused = try bench.answer(.outside(method, user: account.name, cseq: 2, adding: [wrong.proof(method)]))
        #expect(refused.status == (persona == .freepbx ? 403 : asked))
        let answer = try bench.answer(
            .outside(method, user: account.name, cseq: 3, adding: [client.proof(method, count: 2)]))
        #expect(answer.status == given)
        #expect(bench.events.events.map(\.details?.isPasswordRight) == [nil, false, true])
    }

    @Test("Who shows our tag has received it (RFC 3261 §8.2.7)", arguments: ["ACK", "BYE", "INVITE", "FOO"])
    func proofByTag(method: String) throws {
        var bench = try NodeBench(replyLimit: 1)
        let answer = try bench.answer(.request("OPTIONS"))
        for count in 0..<3 { _ = try bench.send(.request("OPTIONS", callID: "\(count)")) }
        #expect(try bench.send(.request("OPTIONS", callID: "a")).isEmpty)
        let elsewhere = try Endpoint.make("198.51.100.7:5063")
        _ = try bench.send(.within(answer, method, cseq: 9), from: elsewhere)
        #expect(try bench.send(.request("OPTIONS", callID: "b")).isEmpty)
        _ = try bench.send(.within(answer, method, cseq: 10))
        #expect(try bench.statuses(.request("OPTIONS", callID: "c")) == [200])
        #expect(try bench.send(.request("OPTIONS", callID: "d"), from: elsewhere).isEmpty)
    }
}
