import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

/// What leaves the node for what came in, towards an address that may be forged.
@Suite("At most three bytes out for one in") struct AmplificationTests {
    private static let methods = SIPMethod.allCases.map { $0.name?.description ?? "FOO" }

    /// What one datagram of a source that was never seen before gets, at once and later.
    private func answers(_ request: ByteBuffer, _ persona: BuiltInPersona = .freepbx) throws -> [ByteBuffer] {
        var bench = try NodeBench(persona)
        return try answers(request, &bench, 0)
    }

    /// - Parameter number: another source each.
    private func answers(_ request: ByteBuffer, _ bench: inout NodeBench, _ number: Int) throws -> [ByteBuffer] {
        let source = Endpoint(address: .v4(0x0A00_0001 | UInt32(number) << 8), port: 5060)
        return try bench.send(request, from: source) + bench.pass(.seconds(200))
    }

    private func length(_ messages: [ByteBuffer]) -> Int { messages.reduce(0) { $0 + $1.readableBytes } }

    /// The shortest request of that method with all it needs, lengthened by `padding`.
    private func short(_ method: String, padding: Int, uri: String = "sip:h", callID: String = "1") -> ByteBuffer {
        .request(
            method, uri, via: "SIP/2.0/UDP h", from: "<a:>", to: "<a:>", callID: callID,
            adding: padding > 3 ? ["s: " + String(repeating: "x", count: padding)] : [])
    }

    @Test(arguments: methods, BuiltInPersona.allCases)
    func ofEveryMethodFromTheSmallestThatIsAnswered(method: String, persona: BuiltInPersona) throws {
        var answered: [Int] = []
        var amplified: [Int] = []
        var bench = try NodeBench(persona)
        for padding in stride(from: 0, to: 1_400, by: 7) {
            let request = short(method, padding: padding)
            let sent = try answers(request, &bench, padding)
            if !sent.isEmpty { answered.append(request.readableBytes) }
            if length(sent) > 3 * request.readableBytes { amplified.append(request.readableBytes) }
        }
        #expect(amplified == [])
        // What is long enough gets its answer.
        if method == "ACK" { #expect(answered == []) } else { #expect(answered.count > 100) }
    }

    @Test("Calls to a number that is taken, from the smallest INVITE on", arguments: [BuiltInPersona.freepbx, .cisco])
    func calls(persona: BuiltInPersona) throws {
        let rules = try Disguise.made(persona).dialPlan.rules
        let prefix = try #require(rules.last { $0.refusal == nil }).prefix
        var seen: [[Int?]] = []
        var bench = try NodeBench(persona)
        for padding in stride(from: 0, to: 2_000, by: 10) {
            let request = short("INVITE", padding: padding, uri: "sip:\(prefix)44123456789@h")
            let sent = try answers(request, &bench, padding)
            #expect(length(sent) <= 3 * request.readableBytes)
            let statuses = try sent.map { try $0.message.status }
            if statuses != seen.last { seen.append(statuses) }
        }
        // The final answer goes before the provisional ones (RFC 3261 §13.3.1), and is what is repeated.
        let ringing = try Disguise.made(persona).persona.calls.progress.code
        #expect(seen.last?.prefix(3) == [100, ringing, 200])
        #expect(seen.allSatisfy { $0.isEmpty || $0.contains(200) || $0 == [486] })
        #expect(seen.contains([486]))
    }

    @Test(
        "A long tag, many Vias or Contacts are no lever",
        arguments: [
            ByteBuffer.request("REGISTER", adding: (0..<30).map { "m: <sip:\($0)>" }),
            .request("REGISTER", adding: ["m: " + (0..<200).map { "a:\($0)" }.joined(separator: ",")]),
            .request("OPTIONS", adding: (0..<100).map { "v: SIP/2.0/UDP \($0)" }),
            .request("OPTIONS", via: "SIP/2.0/UDP h" + String(repeating: ";rport", count: 2_000)),
            .request("OPTIONS", adding: ["Require: " + (0..<500).map { "\($0)" }.joined(separator: ",")]),
            .request("INVITE", adding: ["Require: \u{FF}\u{FE}"]),
            .request("REGISTER", adding: ["m: *", "Expires: 0"]),
        ], BuiltInPersona.allCases)
    func levers(request: ByteBuffer, persona: BuiltInPersona) throws {
        let sent = try answers(request, persona)
        #expect(!sent.isEmpty)
        #expect(length(sent) <= 3 * request.readableBytes)
        #expect(sent.allSatisfy { $0.text.hasSuffix("\r\n\r\n") })
    }

    @Test func aFloodIsRecordedAndHardlyAnswered() throws {
        var bench = try NodeBench(replyLimit: 50)
        var (received, count, sent) = (0, 0, 0)
        for number in 0..<5_000 {
            let source = Endpoint(address: .v4(0xC633_6400 | UInt32(number % 256)), port: UInt16(1_000 + number))
            let request = ByteBuffer.request("OPTIONS", callID: "\(number)")
            received += request.readableBytes
            bench.now = .after(.microseconds(200 * number))
            let answers = try bench.send(request, from: source)
            count += answers.count
            sent += length(answers)
        }
        #expect(bench.events.events.count == 5_000)
        // One second: fifty at the full factor, fifty short ones, and fifty that the second brings.
        #expect(count <= 150)
        #expect(sent < received / 20)
    }

    /// The request that yields the most: an INVITE that is answered and never acknowledged.
    @Test(
        "A flood of calls gets three bytes for one at first, then one, in every second",
        arguments: [BuiltInPersona.freepbx, .cisco])
    func aFloodOfCalls(persona: BuiltInPersona) throws {
        var bench = try NodeBench(persona, replyLimit: 50)
        let prefix = try #require(bench.disguise.dialPlan.rules.last { $0.refusal == nil }).prefix
        var seconds: [(received: Int, sent: Int)] = []
        for second in 0..<20 {
            var (received, sent) = (0, 0)
            for number in 0..<200 {
                let call = "\(second)-\(number)"
                let invite = ByteBuffer.call(prefix + "44123456789", callID: call, branch: call)
                let source = Endpoint(address: .v4(0xC633_6400 | UInt32(number % 256)), port: UInt16(1_000 + number))
                received += invite.readableBytes
                sent += length(try bench.send(invite, from: source))
                sent += length(try bench.pass(.milliseconds(5)))
            }
            seconds.append((received, sent))
        }
        #expect(seconds[0].sent <= 3 * seconds[0].received)
        for second in seconds.dropFirst(2) { #expect(second.sent <= second.received) }
        #expect(bench.events.events.count == 4_000)
        #expect(bench.context.switchboard.callCount < 200)
        // What was promised before does not go out after it.
        let after = length(try bench.pass(.seconds(200)))
        #expect(after <= seconds[19].received)
        #expect(!bench.context.switchboard.isBusy)
    }

    @Test func aShortAnswerIsStillAnAnswer() throws {
        var bench = try NodeBench(replyLimit: 1)
        let padding = ["Subject: " + String(repeating: "x", count: 300)]
        let answers = try (0..<3).flatMap { count in
            try bench.send(.request("OPTIONS", callID: "\(count)", adding: padding))
        }.map { try $0.message }
        #expect(answers.map(\.status) == [200, 200])
        let short = try #require(answers.last)
        #expect(short.defects.isEmpty && short.firstHeader(.allow) == nil)
        #expect(short.bytes.readableBytes <= ByteBuffer.request("OPTIONS", callID: "1", adding: padding).readableBytes)
        #expect(answers.first?.firstHeader(.allow) != nil)
    }

    @Test("A request too small for the whole answer gets a short one, and what asks for a password keeps the question")
    func whatDoesNotFitIsShortened() throws {
        let whole = try #require(try answers(short("OPTIONS", padding: 400)).first)
        let small = try #require(try answers(short("OPTIONS", padding: 0)).first)
        #expect(small.readableBytes < whole.readableBytes)
        #expect(try small.message.status == 200 && small.message.defects.isEmpty)
        var bench = try NodeBench(replyLimit: 1)
        let account = try bench.weak
        let challenges = try (0..<2).map { try bench.answer(.outside("REGISTER", user: account.name, callID: "\($0)")) }
        #expect(challenges.allSatisfy { $0.status == 401 && $0.texts(.wwwAuthenticate).count == 1 })
        #expect(challenges.map { $0.texts(.server).count } == [1, 0])
    }

    @Test("Who shows our tag has proved that it receives what we send")
    func aProvedSourceGetsItsWholeAnswer() throws {
        var bench = try NodeBench(replyLimit: 1)
        let answer = try bench.answer(short("OPTIONS", padding: 400))
        while try !bench.send(short("OPTIONS", padding: 0, callID: "x")).isEmpty {}
        #expect(try bench.send(.within(answer, "ACK", cseq: 1)).isEmpty)
        // From here on nothing is held back, for a minute.
        bench.now = .after(.milliseconds(1))
        let small = short("OPTIONS", padding: 0, callID: "y")
        let sent = try bench.send(small)
        #expect(try sent.map { try $0.message.status } == [200] && length(sent) > 3 * small.readableBytes)
        bench.now = .after(.seconds(59))
        #expect(try bench.statuses(short("OPTIONS", padding: 0, callID: "z")) == [200])
        for second in [60, 61] {
            bench.now = .after(.seconds(second))
            let later = try bench.send(short("OPTIONS", padding: 0, callID: "a\(second)"))
            #expect(length(later) <= 3 * small.readableBytes)
        }
    }

    @Test func aForgedTagProvesNothing() throws {
        for persona in BuiltInPersona.allCases {
            var bench = try NodeBench(persona, replyLimit: 0)
            for tag in ["0000000000000000", "as00000000", "f1", "z9hG4bK1"] {
                for method in ["ACK", "BYE", "OPTIONS"] {
                    #expect(try bench.send(.request(method, to: "<sip:100@192.0.2.1>;tag=\(tag)")).isEmpty)
                }
            }
        }
    }

    @Test("A connection is proof", arguments: [SIPTransport.tcp, .tls])
    func connections(transport: SIPTransport) throws {
        var bench = try NodeBench(transport: transport, replyLimit: 0)
        for count in 0..<500 {
            let request = ByteBuffer.request("OPTIONS", "sip:h", via: "SIP/2.0/TCP h", callID: "\(count)")
            #expect(try bench.statuses(request) == [200])
        }
    }
}
