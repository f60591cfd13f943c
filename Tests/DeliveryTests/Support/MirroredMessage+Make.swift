import Events
import NIOCore
import SIP
import Testing

extension MirroredMessage {
    /// At 2022-02-22 11:19:15.848934346.
    static func make(
        _ bytes: ByteBuffer = .request(), from source: String = "198.51.100.7", to destination: String = "192.0.2.1",
        over transport: SIPTransport = .udp
    ) throws -> MirroredMessage {
        MirroredMessage(
            bytes: bytes, source: Endpoint(address: try #require(IPAddress(source)), port: 5062),
            destination: Endpoint(address: try #require(IPAddress(destination)), port: 5060), transport: transport,
            time: Timestamp(nanoseconds: 1_645_528_755_848_934_346))
    }
}
