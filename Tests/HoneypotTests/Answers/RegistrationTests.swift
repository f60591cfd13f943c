import NIOCore
import SIP
import Testing

@testable import Honeypot

@Suite("REGISTER (RFC 3261 §10.3, RFC 7616 §3.4)") struct RegistrationTests {
    private static let withAccounts = BuiltInPersona.allCases.filter { $0 != .cisco }

    private func register(
        _ user: String, cseq: Int = 1, callID: String = "c1", port: Int = 5062, adding more: [String] = []
    ) -> ByteBuffer {
        .outside(
            "REGISTER", user: user, cseq: cseq, callID: callID, port: port,
            adding: ["Contact: <sip:\(user)@198.51.100.7:5062>"] + more)
    }

    @Test(
        "What a scanner learns of extensions",
        arguments: [
            (BuiltInPersona.freepbx, 401, 404), (.asterisk, 401, 401), (.kamailio, 401, 401), (.cisco, 503, 503),
            (.ata, 401, 404),
        ])
    func unknownAndKnown(persona: BuiltInPersona, known: Int, unknown: Int) throws {
        var bench = try NodeBench(persona)
        for account in bench.disguise.accounts.prefix(5) {
            let answer = try bench.answer(register(account.name, callID: account.name))
            #expect(answer.status == known)
            #expect(answer.texts(.wwwAuthenticate).count == (known == 401 ? 1 : 0))
        }
        for name in ["0123", "admin", "", "%00", "a\u{301}", String(repeating: "9", count: 500)] {
            #expect(try bench.answer(register(name, callID: "u\(name)")).status == unknown)
        }
    }

    @Test("The name that registers is that of To, escapes decoded (§10.2)") func escapes() throws {
        var bench = try NodeBench()
        let name = try bench.weak.name
        let escaped = name.utf8.map { "%" + String($0, radix: 16) }.joined()
        #expect(try bench.answer(register(escaped)).status == 401)
        #expect(try bench.answer(.outside("REGISTER", user: "nobody", to: name, callID: "b")).status == 401)
        #expect(try bench.answer(.outside("REGISTER", user: name, to: "nobody", callID: "c")).status == 404)
    }

    @Test(arguments: withAccounts) func theRightPasswordIsTaken(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        let challenge = try bench.answer(register(account.name))
        let client = try DigestClient(
            name: account.name, password: try #require(account.password), challenge: challenge)
        #expect(client.realm == bench.disguise.realm && !client.isStale)
        let answer = try bench.answer(register(account.name, cseq: 2, adding: [client.proof("REGISTER")]))
        #expect(answer.status == 200 && answer.defects.isEmpty)
        let expiry = bench.disguise.persona.registration.defaultExpiry
        #expect(answer.texts(.contact) == ["<sip:\(account.name)@198.51.100.7:5062>;expires=\(expiry)"])
        #expect(bench.events.events.map(\.details?.isPasswordRight) == [nil, true])
    }

    @Test("Each guess is judged, and none but the planted one is right", arguments: withAccounts)
    func wrongPasswords(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        let password = try #require(account.password)
        for (count, guess) in ["", "no", password + " ", password.uppercased() + "X", password].enumerated() {
            let challenge = try bench.answer(register(account.name, cseq: 2 * count, callID: "w\(count)"))
            let client = try DigestClient(name: account.name, password: guess, challenge: challenge)
            let answer = try bench.answer(
                register(account.name, cseq: 2 * count + 1, callID: "w\(count)", adding: [client.proof("REGISTER")]))
            let wrong = bench.disguise.persona.digest.wrongPassword.code
            #expect(answer.status == (guess == password ? 200 : wrong), "\(guess)")
            #expect(bench.events.events.last?.details?.isPasswordRight == (guess == password))
        }
    }

    @Test func aStrongPasswordIsNeverRight() throws {
        var bench = try NodeBench()
        let account = try bench.strong
        let challenge = try bench.answer(register(account.name))
        let client = try DigestClient(name: account.name, password: "", challenge: challenge)
        #expect(try bench.answer(register(account.name, cseq: 2, adding: [client.proof("REGISTER")])).status == 403)
    }

    @Test("Of unknown extensions nothing more is told", arguments: withAccounts)
    func unknownWithCredentials(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let weak = try bench.weak
        let challenge = try bench.answer(register(weak.name))
        let client = try DigestClient(name: "nobody", password: "x", challenge: challenge)
        let answer = try bench.answer(
            .outside("REGISTER", user: "nobody", cseq: 2, adding: [client.proof("REGISTER")]))
        #expect(answer.status == bench.disguise.persona.registration.unknownWithCredentials.code)
        // Another's right password does not register them either.
        let other = try DigestClient(name: weak.name, password: try #require(weak.password), challenge: challenge)
        let stolen = try bench.answer(.outside("REGISTER", user: "nobody", cseq: 3, adding: [other.proof("REGISTER")]))
        #expect(stolen.status != 200)
    }

    @Test(
        "A nonce has its time; then a right password is asked for once more with stale (RFC 7616 §3.3)",
        arguments: withAccounts)
    func staleNonce(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        var client = try DigestClient(
            name: account.name, password: try #require(account.password),
            challenge: try bench.answer(register(account.name)))
        bench.now = .after(.seconds(3 * bench.disguise.persona.digest.nonceLifetime))
        let answer = try bench.answer(register(account.name, cseq: 2, adding: [client.proof("REGISTER")]))
        #expect(answer.status == 401)
        client = try DigestClient(name: client.name, password: client.password, challenge: answer)
        #expect(client.isStale)
        #expect(
            try bench.answer(register(account.name, cseq: 3, adding: [client.proof("REGISTER")])).status == 200)
        // A guess with it is no more right than at its time.
        #expect(bench.events.events.map(\.details?.isPasswordRight) == [nil, nil, true])
    }

    @Test("A nonce that we did not give to this address is none (RFC 7616 §5.5)", arguments: withAccounts)
    func foreignNonce(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona, replyLimit: 10)
        var other = try NodeBench(persona)
        let account = try bench.weak
        let challenge = try other.answer(register(account.name))
        var client = try DigestClient(
            name: account.name, password: try #require(account.password), challenge: challenge)
        let first = try bench.answer(register(account.name, cseq: 2, adding: [client.proof("REGISTER")]))
        #expect(first.status == 401)
        client = try DigestClient(name: client.name, password: client.password, challenge: first)
        #expect(!client.isStale)
        let elsewhere = try Endpoint.make("203.0.113.9:5062")
        let proof = client.proof("REGISTER")
        #expect(try bench.answer(register(account.name, cseq: 3, adding: [proof]), from: elsewhere).status == 401)
        // It is no proof that somebody is there either.
        for count in 0..<100 { _ = try bench.send(register(account.name, callID: "f\(count)"), from: elsewhere) }
        #expect(try bench.send(register(account.name, callID: "g"), from: elsewhere).isEmpty)
        #expect(bench.events.events.allSatisfy { $0.details?.isPasswordRight != true })
    }

    @Test("Crude tools take another tag, and another port, to answer a challenge", arguments: withAccounts)
    func anotherTag(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        let challenge = try bench.answer(register(account.name, cseq: 1))
        let client = try DigestClient(
            name: account.name, password: try #require(account.password), challenge: challenge)
        // The tag in From goes with CSeq here.
        let answer = try bench.answer(
            register(account.name, cseq: 7, port: 6_000, adding: [client.proof("REGISTER")]),
            from: .make("198.51.100.7:6000"))
        #expect(answer.status == 200)
    }

    @Test("A count that does not go up is a replay (RFC 7616 §3.4.5)")
    func replayedCount() throws {
        var bench = try NodeBench(.asterisk)
        let account = try bench.weak
        let client = try DigestClient(
            name: account.name, password: try #require(account.password),
            challenge: try bench.answer(register(account.name)))
        #expect(client.hasQOP)
        func statuses(_ counts: [Int], from cseq: Int) throws -> [Int?] {
            try counts.enumerated().map { index, count in
                try bench.answer(
                    register(account.name, cseq: cseq + index, adding: [client.proof("REGISTER", count: count)])
                ).status
            }
        }
        #expect(try statuses([1, 2, 3], from: 10) == [200, 200, 200])
        #expect(try statuses([3, 2, 1, 4, 9, 5], from: 20) == [401, 401, 401, 200, 200, 401])
    }

    @Test("A request sent again gets the same bytes (§17.2.2)", arguments: withAccounts)
    func repetition(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona)
        let account = try bench.weak
        let asking = register(account.name)
        let asked = try bench.send(asking)
        bench.now = .after(.milliseconds(1_700))
        #expect(try bench.send(asking) == asked)
        let client = try DigestClient(
            name: account.name, password: try #require(account.password), challenge: try #require(asked.first).message)
        let proving = register(account.name, cseq: 2, adding: [client.proof("REGISTER")])
        let taken = try bench.send(proving)
        #expect(try taken.map { try $0.message.status } == [200])
        bench.now = .after(.seconds(20))
        #expect(try bench.send(proving) == taken)
        #expect(bench.events.events.count == 2 && bench.events.retransmissions.values.sorted() == [1, 1])
        // And a wrong one its refusal.
        var wrong = client
        wrong.password = "no"
        let guess = register(account.name, cseq: 3, adding: [wrong.proof("REGISTER", count: 2)])
        let refused = try bench.send(guess)
        bench.now = .after(.seconds(25))
        #expect(try bench.send(guess) == refused && !refused.isEmpty)
    }

    @Test("Guess after guess with one branch are events of their own") func crudeGuesses() throws {
        var bench = try NodeBench()
        let account = try bench.weak
        var client = try DigestClient(
            name: account.name, password: "", challenge: try bench.answer(register(account.name)))
        for guess in ["a", "b", try #require(account.password)] {
            client.password = guess
            _ = try bench.send(register(account.name, adding: [client.proof("REGISTER")]))
        }
        #expect(bench.events.events.map(\.details?.isPasswordRight) == [nil, false, false, true])
        #expect(bench.events.retransmissions.isEmpty)
    }

    @Test("Who answers a challenge of ours has received it") func proofByNonce() throws {
        var bench = try NodeBench(replyLimit: 2)
        let account = try bench.weak
        let client = try DigestClient(
            name: account.name, password: "wrong", challenge: try bench.answer(register(account.name)))
        for count in 0..<20 { _ = try bench.send(register(account.name, callID: "f\(count)")) }
        #expect(try bench.send(register(account.name, callID: "g")).isEmpty)
        #expect(try bench.answer(register(account.name, cseq: 2, adding: [client.proof("REGISTER")])).status == 403)
        for count in 0..<20 {
            #expect(try bench.answer(register(account.name, callID: "h\(count)")).status == 401)
        }
    }
}
