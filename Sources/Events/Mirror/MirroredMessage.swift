import NIOCore
import SIP

/// A SIP message as it went over the wire, for who wants to see both directions.
public struct MirroredMessage: Sendable {
    /// As received, readable or not, or as sent.
    public var bytes: ByteBuffer
    public let source: Endpoint
    public let destination: Endpoint
    public let transport: SIPTransport
    public let time: Timestamp

    public init(
        bytes: ByteBuffer, source: Endpoint, destination: Endpoint, transport: SIPTransport, time: Timestamp
    ) {
        self.bytes = bytes
        self.source = source
        self.destination = destination
        self.transport = transport
        self.time = time
    }
}
