import NIOCore
import SIP
import Testing

@testable import Events

extension ProbeEvent {
    /// An event of a request that is written out here, seen at a fixed time by a fixed node.
    static func make(
        from source: String = "198.51.100.7", _ method: String = "INVITE", _ uri: String = "sip:00441@192.0.2.1",
        agent: String? = "friendly-scanner"
    ) throws -> ProbeEvent {
        let lines = [
            "\(method) \(uri) SIP/2.0", "Via: SIP/2.0/UDP 198.51.100.7:5062;branch=z9hG4bK1",
            "From: <sip:100@192.0.2.1>;tag=f1", "To: <\(uri)>", "Call-ID: 1@198.51.100.7", "CSeq: 1 \(method)",
            agent.map { "User-Agent: \($0)" }, "Content-Length: 0",
        ]
        let message = ByteBuffer(string: lines.compactMap(\.self).map { $0 + "\r\n" }.joined() + "\r\n")
        let time = Timestamp(nanoseconds: 1_645_528_755_848_000_000)
        let id = EventID(startOf: time)
        var event = ProbeEvent(
            id: id, uuid: id.uuid(random: 0x1234), time: time, node: UUIDBytes(high: 0x1111_0000_4222, low: 0x8333),
            source: Endpoint(address: try #require(IPAddress(source)), port: 5062),
            destination: Endpoint(address: try #require(IPAddress("203.0.113.99")), port: 5060),
            transport: .udp, collection: .responsive, message: message)
        if let parsed = try? SIPParser().parse(message) { event.describe(parsed) }
        return event
    }
}
