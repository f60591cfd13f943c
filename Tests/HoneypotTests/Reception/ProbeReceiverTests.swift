import Events
import NIOCore
import NIOEmbedded
import SIP
import Testing

@testable import Honeypot

/// What becomes of packets. What answers may cost is in `AmplificationTests`.
@Suite struct ProbeReceiverTests {
    private var receiver: ProbeReceiver
    private var replies = ReplyBuffer()
    private var events = EventBatch()

    init() throws {
        receiver = try Self.receiver()
    }

    private static func receiver(
        _ collection: ProbeEvent.Collection = .responsive, transport: SIPTransport = .udp, ignored: [CIDR] = []
    ) throws -> ProbeReceiver {
        ProbeReceiver(context: try .make(collection, ignored: ignored), transport: transport) { _ in
            .connection(EmbeddedChannel())
        }
    }

    private mutating func receive(_ packet: Packet) {
        receiver.receive(packet, replies: &replies, events: &events)
    }

    @Test mutating func aRequestIsAnsweredAndBecomesAnEvent() throws {
        receive(.make(.request("OPTIONS", adding: ["User-Agent: friendly-scanner"]), index: 7))
        #expect(replies.statuses == [200])
        #expect(replies.parts.map(\.packet) == [7])
        let event = try #require(events.events.first)
        #expect(event.method == .options && event.calledNumberText == "100")
        #expect(event.userAgent.map(event.text) == "friendly-scanner")
        #expect(event.source == .peer && event.destination == .local && event.transport == .udp)
        #expect(event.time == .start && event.node == ReceptionContext.node && event.collection == .responsive)
        #expect(event.message == .request("OPTIONS", adding: ["User-Agent: friendly-scanner"]))
        #expect(EventID(event.uuid) == event.id && event.attempts == 1 && event.malformation == nil)
    }

    @Test("What an answer copies (RFC 3261 §8.2.6.2, §18.2.1, RFC 3581 §4)")
    mutating func anAnswerThatIsOne() throws {
        let source = Endpoint(address: .v4(0xC633_6407), port: 40_000)
        let request = ByteBuffer.request(
            "OPTIONS", via: "SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK1;rport",
            adding: ["Via: SIP/2.0/TCP 10.0.0.2;branch=z9hG4bK0"])
        receive(.make(request, from: source))
        let answer = try #require(replies.answers.first).message
        #expect(answer.defects.isEmpty)
        #expect(
            answer.texts(.via) == [
                "SIP/2.0/UDP 10.0.0.1:5062;branch=z9hG4bK1;received=198.51.100.7;rport=40000",
                "SIP/2.0/TCP 10.0.0.2;branch=z9hG4bK0",
            ])
        #expect(answer.texts(.from) == ["<sip:1@192.0.2.1>;tag=f1"])
        #expect(answer.to?.tag?.count == 10)
        #expect(answer.texts(.callID) == ["1@198.51.100.7"])
        #expect(answer.texts(.cseq) == ["1 OPTIONS"])
        #expect(answer.contentLength == 0 && answer.body.isEmpty)
        #expect(answer.bytes.text.hasSuffix("\r\n\r\n"))
    }

    @Test(arguments: SIPMethod.allCases)
    mutating func passiveNeverAnswers(method: SIPMethod) throws {
        receiver = try Self.receiver(.passive)
        receive(.make(.request(method.name?.description ?? "FOO")))
        receive(.make(.request("OPTIONS", via: "broken")))
        #expect(replies.parts.isEmpty && replies.bytes.readableBytes == 0)
        #expect(events.events.map(\.collection) == [.passive, .passive])
    }

    @Test(
        "No answer to what is no request, an ACK, or without a Via",
        arguments: [
            ByteBuffer(), ByteBuffer(string: "\r\n\r\n"), ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n"),
            ByteBuffer(string: "SIP/2.0 200 OK\r\nVia: SIP/2.0/UDP 192.0.2.1;branch=1\r\nTo: <sip:1@h>\r\n\r\n"),
            .request("ACK"), .request(via: nil), .request(via: ""), ByteBuffer(repeating: 0xFF, count: 65_507),
        ])
    mutating func whatIsNotAnswered(bytes: ByteBuffer) {
        receive(.make(bytes))
        #expect(replies.parts.isEmpty && replies.bytes.readableBytes == 0)
        #expect(events.events.count == 1)
    }

    @Test(arguments: [
        (ByteBuffer(), Malformation.unreadable(.empty)), (ByteBuffer(string: "\r\n\r\n"), .unreadable(.empty)),
        (ByteBuffer(string: "hello"), .unreadable(.noStartLine)),
        (ByteBuffer(string: "SIP/2.0 20x OK\r\n\r\n"), .unreadable(.badStatusCode)),
        (ByteBuffer(repeating: 0x41, count: 65_537), .unreadable(.messageTooLarge)),
        (ByteBuffer(bytes: UInt8.min...UInt8.max), .unreadable(.noStartLine)),
    ])
    mutating func whatIsNoMessageIsRecordedWithItsReason(bytes: ByteBuffer, reason: Malformation) throws {
        receive(.make(bytes))
        let event = try #require(events.events.first)
        #expect(event.malformation == reason)
        #expect(event.message == bytes)
        #expect(event.method == nil && event.calledNumber == nil && event.methodName == nil)
    }

    @Test mutating func aResponseIsAnEvent() throws {
        receive(.make(ByteBuffer(string: "SIP/2.0 404 Not Found\r\nTo: <sip:9@h>\r\n\r\n")))
        #expect(events.events.first?.status == 404)
        #expect(events.events.first?.calledNumberText == "9")
    }

    @Test mutating func whatIsBrokenButAnswerableGets400AndItsDefects() throws {
        receive(.make(.request("OPTIONS", to: nil, adding: ["Subject: padding for the answer, which is longer"])))
        #expect(replies.statuses == [400])
        #expect(events.events.first?.defects == [SIPDefects(.missingTo)])
    }

    @Test mutating func aRetransmissionIsAnsweredAgainAndIsNoNewEvent() throws {
        for _ in 0..<3 { receive(.make(.request())) }
        #expect(replies.statuses == [200, 200, 200])
        // The same answer, with the same tag (§8.2.7).
        #expect(Set(replies.answers.map(\.text)).count == 1)
        #expect(events.events.count == 1)
        let event = try #require(events.events.first)
        #expect(events.retransmissions == [event.id: 2])
        receive(.make(.request(), at: .after(.seconds(32))))
        #expect(events.events.count == 2)
    }

    @Test(arguments: [SIPTransport.tcp, .tls])
    mutating func onAConnectionNothingIsARetransmission(transport: SIPTransport) throws {
        receiver = try Self.receiver(transport: transport)
        for _ in 0..<3 { receive(.make(.request(), transport: transport)) }
        #expect(events.events.count == 3 && events.retransmissions.isEmpty)
        #expect(events.events.allSatisfy { $0.transport == transport })
    }

    @Test mutating func ignoredSourcesAreAnsweredAndNotRecorded() throws {
        receiver = try Self.receiver(ignored: [try #require(CIDR("198.51.100.0/24"))])
        receive(.make(.request()))
        receive(.make(ByteBuffer(string: "garbage")))
        #expect(replies.statuses == [200])
        #expect(events.isEmpty)
        receive(.make(.request(), from: try .make("198.51.101.7:5062")))
        #expect(events.events.count == 1)
    }

    @Test mutating func eventsOfOneReadingHaveRisingIDs() {
        for count in 0..<50 { receive(.make(.request(callID: "\(count)"))) }
        let ids = events.events.map(\.id)
        #expect(ids.count == 50 && ids.sorted() == ids && Set(ids).count == 50)
    }

    @Test mutating func nothingThatIsSentMakesItFail() {
        var message = ByteBuffer.request("INVITE", adding: ["Contact: <sip:a@b>", "Require: x"], body: "v=0")
        // Each byte in turn is another.
        for index in 0..<message.readableBytes {
            for byte in [UInt8(0), 0x0A, 0x20, 0x22, 0x3A, 0x3C, 0xFF] {
                var changed = message
                changed.setInteger(byte, at: index)
                receive(.make(changed, from: Endpoint(address: .v4(UInt32(index) << 8), port: UInt16(byte))))
            }
            replies.clear()
        }
        #expect(events.events.count + events.retransmissions.values.reduce(0, +) == 7 * message.readableBytes)
        // Cut at each length.
        events = EventBatch()
        let length = message.readableBytes
        while message.readableBytes > 0 {
            message.moveWriterIndex(to: message.writerIndex - 1)
            receive(.make(message))
        }
        #expect(events.events.count + events.retransmissions.values.reduce(0, +) == length)
    }
}
