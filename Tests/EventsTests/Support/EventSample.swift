import NIOCore
import RFC4475Messages
import SIP
import Telephony

@testable import Events

/// Events of every kind, hostile ones too.
enum EventSample {
    static func all() throws -> [(event: ProbeEvent, number: DialledNumber?)] {
        try kinds() + RFC4475.all.map { (try .make(message: $0.bytes), nil) } + mutated()
    }

    private static func kinds() throws -> [(event: ProbeEvent, number: DialledNumber?)] {
        var events: [ProbeEvent] = [
            try .make(), try .make(message: ByteBuffer()), try .make(from: "2001:db8::7", to: "::1", transport: .tcp),
            try .make(from: "::ffff:192.0.2.1", to: "::192.0.2.9", transport: .tls), try .make(attempts: 1 << 40),
            try .make(
                port: 0, collection: .passive, message: ByteBuffer(string: "SIP/2.0 200 OK\r\nServer: x\r\n\r\n")),
        ]
        for malformation in malformations {
            for transport in SIPTransport.allCases {
                var event = try ProbeEvent.make(transport: transport, message: ByteBuffer(string: "junk"))
                event.malformation = malformation
                events.append(event)
            }
        }
        var faulty = try ProbeEvent.make()
        faulty.defects = SIPDefects(rawValue: SIPDefect.allCases.reduce(0) { $0 | 1 << UInt32($1.rawValue) })
        events.append(faulty)
        for method in SIPMethod.allCases {
            events.append(try .make(message: .request(method.name?.description ?? "BREW", to: "<sip:2@h>")))
        }
        for text in ["100", "\u{0}\u{1F}\"\\", ""] {
            for isRight in [true, false, nil] {
                var event = try ProbeEvent.make()
                event.details = EventDetails(
                    credentials: DigestCredentials(
                        username: text, realm: text, nonce: text, uri: text, response: text, algorithm: text,
                        qop: text, cnonce: text, nonceCount: text, opaque: text),
                    isPasswordRight: isRight, dtmf: "1#", mediaAddresses: [text, "::1"], codecs: ["PCMU/8000"],
                    referTo: text, text: text)
                events.append(event)
            }
        }
        let numbers = ["+46500729221", "00442071234567", "0018005551212", "100"].map { number in
            DialString(Array(number.utf8).span).map { DialledNumber($0) }
        }
        return try events.map { ($0, nil) } + numbers.map { (try .make(), $0) }
    }

    static let malformations: [Malformation] =
        SIPParseError.allCases.map { .unreadable($0) } + SIPStreamFramer.Break.allCases.map { .brokenStream($0) }
        + [.handshakeFailed]

    /// Requests with bytes of any value in any place.
    private static func mutated() throws -> [(event: ProbeEvent, number: DialledNumber?)] {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        return try (0..<400).map { _ in
            var bytes = Array(ByteBuffer.request(body: "a body").readableBytesView)
            for _ in 0...draw(12) { bytes[draw(bytes.count)] = UInt8(draw(256)) }
            if draw(4) == 0 { bytes.removeLast(draw(bytes.count)) }
            let message = ByteBuffer(bytes: bytes)
            var event = try ProbeEvent.make(message: message)
            if (try? SIPParser().parse(message)) == nil { event.malformation = .unreadable(.noStartLine) }
            return (event, event.dialString.map { DialledNumber($0) })
        }
    }
}
