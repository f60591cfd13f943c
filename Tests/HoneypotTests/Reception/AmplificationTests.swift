import Events
import NIOCore
import SIP
import Testing

@testable import Honeypot

/// What leaves the node for what came in, towards an address that may be forged.
@Suite("At most three bytes out for one in") struct AmplificationTests {
    private static let methods = SIPMethod.allCases.map { $0.name?.description ?? "FOO" }

    /// Answers to one datagram of a source that was never seen before.
    private func answers(_ request: ByteBuffer) -> ReplyBuffer {
        var receiver = ProbeReceiver(context: .make(), transport: .udp)
        var replies = ReplyBuffer()
        var events = EventBatch()
        receiver.receive(.make(request), replies: &replies, events: &events)
        return replies
    }

    /// The shortest request of that method with all it needs, lengthened by `padding`.
    private func short(_ method: String, padding: Int, from: String = "<a:>", via: String = "SIP/2.0/UDP h")
        -> ByteBuffer
    {
        .request(
            method, "sip:h", via: via, from: from, to: "<a:>", callID: "1",
            adding: padding > 3 ? ["s: " + String(repeating: "x", count: padding)] : [])
    }

    @Test(arguments: methods)
    func ofEveryMethodFromTheSmallestThatIsAnswered(method: String) throws {
        var answered: [Int] = []
        var amplified: [Int] = []
        for padding in 0..<1_200 {
            let request = short(method, padding: padding)
            let length = answers(request).length
            if length > 0 { answered.append(request.readableBytes) }
            if length > 3 * request.readableBytes { amplified.append(request.readableBytes) }
        }
        #expect(amplified == [])
        // The shortest gets nothing, what is long enough gets its answer.
        if method == "ACK" { #expect(answered == []) } else { #expect(answered.count > 200) }
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
        ])
    func levers(request: ByteBuffer) {
        let replies = answers(request)
        #expect(replies.length > 0)
        #expect(replies.length <= 3 * request.readableBytes)
        #expect(replies.answers.allSatisfy { $0.text.hasSuffix("\r\n\r\n") })
    }

    @Test("The final answer has precedence over 100 and 180 (RFC 3261 §13.3.1)")
    func ofAnInviteTheFinalAnswerComesFirst() {
        var seen: [[Int?]] = []
        for padding in 0..<1_200 {
            let statuses = answers(short("INVITE", padding: padding)).statuses
            if statuses != seen.last { seen.append(statuses) }
        }
        #expect(seen.last == [100, 180, 486])
        // Whenever anything is sent, the final answer is there and is the last.
        #expect(seen.allSatisfy { $0.isEmpty || $0.last == 486 })
        #expect(seen.contains([486]))
    }

    @Test func aFloodIsRecordedAndHardlyAnswered() throws {
        var receiver = ProbeReceiver(context: .make(replyLimit: 50), transport: .udp)
        var replies = ReplyBuffer()
        var events = EventBatch()
        var received = 0
        for count in 0..<5_000 {
            let source = Endpoint(address: .v4(0xC633_6400 | UInt32(count % 256)), port: UInt16(1_000 + count))
            let request = ByteBuffer.request("OPTIONS", callID: "\(count)")
            received += request.readableBytes
            receiver.receive(
                .make(request, from: source, at: .after(.microseconds(200 * count))), replies: &replies, events: &events
            )
        }
        #expect(events.events.count == 5_000)
        // One second: fifty at the full factor, fifty short ones, and fifty that the second brings.
        #expect(replies.parts.count <= 150)
        #expect(replies.statuses.allSatisfy { $0 == 200 })
        #expect(replies.length < received / 20)
    }

    @Test func aShortAnswerIsStillAnAnswer() throws {
        var receiver = ProbeReceiver(context: .make(replyLimit: 1), transport: .udp)
        var replies = ReplyBuffer()
        var events = EventBatch()
        let padding = ["Subject: " + String(repeating: "x", count: 200)]
        for count in 0..<3 {
            let request = ByteBuffer.request("OPTIONS", callID: "\(count)", adding: padding)
            receiver.receive(.make(request), replies: &replies, events: &events)
        }
        #expect(replies.statuses == [200, 200])
        let short = try #require(replies.answers.last).message
        #expect(short.defects.isEmpty && short.firstHeader(.allow) == nil)
        #expect(short.bytes.readableBytes <= ByteBuffer.request("OPTIONS", callID: "1", adding: padding).readableBytes)
        #expect(try replies.answers.first?.message.firstHeader(.allow) != nil)
    }

    @Test("Who shows our tag has proved that it receives what we send")
    func aProvedSourceGetsItsWholeAnswer() throws {
        let context = ReceptionContext.make(replyLimit: 0)
        var receiver = ProbeReceiver(context: context, transport: .udp)
        var replies = ReplyBuffer()
        var events = EventBatch()
        func send(_ request: ByteBuffer, after: Duration) -> [Int?] {
            replies.clear()
            receiver.receive(.make(request, at: .after(after)), replies: &replies, events: &events)
            return replies.statuses
        }
        #expect(send(short("INVITE", padding: 0), after: .zero) == [])
        let tag = context.server.tag(for: try short("INVITE", padding: 0).message, from: .peer)
        let shown = "<a:>;tag=" + String(decoding: tag, as: UTF8.self)
        let ack = ByteBuffer.request("ACK", "sip:h", via: "SIP/2.0/UDP h", from: "<a:>", to: shown, callID: "1")
        #expect(send(ack, after: .zero) == [])
        // From here on nothing is held back, for a minute.
        let (first, last) = (Duration.seconds(1), Duration.seconds(59))
        #expect(send(short("INVITE", padding: 0), after: first) == [100, 180, 486])
        #expect(replies.length > 3 * short("INVITE", padding: 0).readableBytes)
        #expect(send(short("OPTIONS", padding: 0), after: last) == [200])
        #expect(send(short("OPTIONS", padding: 0), after: .seconds(60)) == [])
    }

    @Test func aForgedTagProvesNothing() {
        var receiver = ProbeReceiver(context: .make(replyLimit: 0), transport: .udp)
        var replies = ReplyBuffer()
        var events = EventBatch()
        for tag in ["0000000000000000", "abcdef0123456789", "f1"] {
            for method in ["ACK", "BYE", "OPTIONS"] {
                let request = ByteBuffer.request(method, to: "<sip:100@192.0.2.1>;tag=\(tag)")
                receiver.receive(.make(request), replies: &replies, events: &events)
            }
        }
        #expect(replies.parts.isEmpty)
    }

    @Test("A connection is proof", arguments: [SIPTransport.tcp, .tls])
    func connections(transport: SIPTransport) {
        var receiver = ProbeReceiver(context: .make(replyLimit: 0), transport: transport)
        var replies = ReplyBuffer()
        var events = EventBatch()
        for count in 0..<500 {
            let request = ByteBuffer.request("INVITE", "sip:h", via: "SIP/2.0/TCP h", callID: "\(count)")
            receiver.receive(.make(request, transport: transport), replies: &replies, events: &events)
        }
        #expect(replies.statuses == Array(repeating: [100, 180, 486], count: 500).flatMap(\.self))
    }
}
