import Events
import NIOCore
import SIP

/// Bytes that reached the node: a datagram, or one message of a stream.
struct Packet {
    /// Its place among those that were read together; names it in a `ReplyBuffer`.
    var index: UInt32 = 0
    let bytes: ByteBuffer
    let source: Endpoint
    let destination: Endpoint
    let transport: SIPTransport
    let time: Timestamp
}
