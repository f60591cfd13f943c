import NIOCore
import SIP
import Testing

@testable import Events

extension ProbeEvent {
    /// An event of `message`, described by it where it is SIP. Times are milliseconds since 1970, and the
    /// id is the first of its millisecond.
    static func make(
        at milliseconds: Int64 = 1_645_528_755_848, from source: String = "198.51.100.7", port: UInt16 = 5062,
        to destination: String = "192.0.2.1", transport: SIPTransport = .udp, collection: Collection = .responsive,
        attempts: Int = 1, message: ByteBuffer = .request()
    ) throws -> ProbeEvent {
        let time = Timestamp(nanoseconds: milliseconds * 1_000_000)
        let id = EventID(startOf: time)
        var event = ProbeEvent(
            id: id, uuid: id.uuid(random: 0x1234), time: time, node: UUIDBytes(high: 0x1111_0000_4222, low: 0x8333),
            source: Endpoint(address: try #require(IPAddress(source)), port: port),
            destination: Endpoint(address: try #require(IPAddress(destination)), port: 5060),
            transport: transport, collection: collection, message: message)
        event.attempts = attempts
        if let parsed = try? SIPParser().parse(message) { event.describe(parsed) }
        return event
    }
}

extension ByteBuffer {
    /// A request without a fault, whose lines a test changes or leaves out.
    static func request(
        _ method: String = "INVITE", _ uri: String = "sip:00441@192.0.2.1", to: String? = "<sip:00441@192.0.2.1>",
        agent: String? = "friendly-scanner", further: [String] = [], body: String = ""
    ) -> ByteBuffer {
        let lines = [
            "\(method) \(uri) SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1",
            "From: <sip:100@192.0.2.1>;tag=f1", to.map { "To: \($0)" }, "Call-ID: 1@198.51.100.7",
            "CSeq: 1 \(method)", agent.map { "User-Agent: \($0)" },
        ]
        let last = further + ["Content-Length: \(body.utf8.count)"]
        return ByteBuffer(string: (lines.compactMap(\.self) + last).map { $0 + "\r\n" }.joined() + "\r\n" + body)
    }
}

extension EventBatch {
    init(_ events: [ProbeEvent], retransmissions: [EventID: Int] = [:]) {
        self.init()
        self.events = events
        self.retransmissions = retransmissions
    }
}
