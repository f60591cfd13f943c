import Events
import NIOCore
import SIP
import Testing

extension ProbeEvent {
    /// An event of `message`, described by it where it is SIP.
    static func make(
        _ id: Int64 = 1, from source: String = "144.21.55.36", attempts: Int = 1, message: ByteBuffer = .request()
    ) throws -> ProbeEvent {
        var event = ProbeEvent(
            id: EventID(rawValue: id), uuid: UUIDBytes(high: 0x017F_2128_2E88_7000, low: UInt64(bitPattern: id)),
            time: Timestamp(nanoseconds: 1_645_528_755_848_934_346), node: UUIDBytes(high: 0x4000, low: 1 << 63),
            source: Endpoint(address: try #require(IPAddress(source)), port: 5062),
            destination: Endpoint(address: .v4(0xC000_0201), port: 5060), transport: .udp, collection: .responsive,
            message: message)
        event.attempts = attempts
        if let parsed = try? SIPParser().parse(message) { event.describe(parsed) }
        return event
    }
}

extension ByteBuffer {
    static func request(
        _ method: String = "OPTIONS", number: String = "100", agent: String? = "sipsak 0.9.7"
    ) -> ByteBuffer {
        let lines = [
            "\(method) sip:\(number)@192.0.2.1 SIP/2.0", "Via: SIP/2.0/UDP 144.21.55.36:5062;branch=z9hG4bK1",
            "From: <sip:100@192.0.2.1>;tag=f1", "To: <sip:\(number)@192.0.2.1>", "Call-ID: 1@144.21.55.36",
            "CSeq: 1 \(method)", agent.map { "User-Agent: \($0)" }, "Content-Length: 0",
        ]
        return ByteBuffer(string: lines.compactMap(\.self).map { $0 + "\r\n" }.joined() + "\r\n")
    }
}

extension EventBatch {
    init(_ events: [ProbeEvent]) {
        self.init()
        self.events = events
    }
}
