import Events
import NIOCore
import SIP
import Testing

extension ProbeEvent {
    static let node = UUIDBytes(high: 0x84D8_1449_4088_49B2, low: 0x9F90_D731_C588_DF79)
    /// 2022-02-22 11:19:15.848934346.
    static let time = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    /// An event of `message`, described by it where it is SIP.
    static func make(
        _ id: Int64 = 1, at time: Timestamp = time, from source: String = "198.51.100.7",
        transport: SIPTransport = .udp, attempts: Int = 1, message: ByteBuffer = .request()
    ) throws -> ProbeEvent {
        var event = ProbeEvent(
            id: EventID(rawValue: id), uuid: UUIDBytes(high: 0x017F_2128_2E88_7000, low: UInt64(bitPattern: id)),
            time: time, node: node, source: Endpoint(address: try #require(IPAddress(source)), port: 5062),
            destination: Endpoint(address: .v4(0xC000_0201), port: 5060), transport: transport,
            collection: .responsive, message: message)
        event.attempts = attempts
        if let parsed = try? SIPParser().parse(message) { event.describe(parsed) }
        return event
    }
}

extension ByteBuffer {
    /// A request without a fault, whose lines a test changes or leaves out.
    static func request(
        _ method: String = "INVITE", number: String = "00441", to: String? = nil, agent: String? = "sipcli/v1.8",
        further: [String] = [], body: String = ""
    ) -> ByteBuffer {
        let lines = [
            "\(method) sip:\(number)@192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1",
            "From: <sip:100@192.0.2.1>;tag=f1", "To: <sip:\(to ?? number)@192.0.2.1>", "Call-ID: 1@198.51.100.7",
            "CSeq: 1 \(method)", agent.map { "User-Agent: \($0)" },
        ]
        let last = further + ["Content-Length: \(body.utf8.count)"]
        return ByteBuffer(string: (lines.compactMap(\.self) + last).map { $0 + "\r\n" }.joined() + "\r\n" + body)
    }
}

extension ByteBuffer {
    /// A REGISTER with digest credentials, and further header lines or a body where a test wants them.
    static func register(user: String, response: String = "6629fae49393a05397450978507c4ef1") -> ByteBuffer {
        let digest = """
            Digest username="\(user)", realm="asterisk", nonce="1645528755/abc", uri="sip:192.0.2.1", \
            response="\(response)", algorithm=MD5, cnonce="0a4f113b", qop=auth, nc=00000001, opaque="5ccc069c"
            """
        return .request("REGISTER", number: user, further: ["Authorization: \(digest)"])
    }
}

extension EventBatch {
    init(_ events: [ProbeEvent], retransmissions: [EventID: Int] = [:]) {
        self.init()
        self.events = events
        self.retransmissions = retransmissions
    }
}
