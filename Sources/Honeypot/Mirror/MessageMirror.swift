import Events
import NIOCore
import SIP

/// Shows every SIP message that was received or sent to a queue, but for those of sources that are to be ignored.
/// A received message is shown before it is handled, so that its answers come behind it.
struct MessageMirror: Sendable {
    private let queue: MirrorQueue
    private let ignored: [CIDR]

    init(_ queue: MirrorQueue, ignored: [CIDR]) {
        self.queue = queue
        self.ignored = ignored
    }

    func received(_ packets: [Packet]) {
        put(
            packets.map { packet in
                MirroredMessage(
                    bytes: packet.bytes, source: packet.source, destination: packet.destination,
                    transport: packet.transport, time: packet.time)
            }
        ) { $0.source }
    }

    /// - Parameter packets: those that the answers name by their index.
    func sent(_ replies: ReplyBuffer, answering packets: [Packet]) {
        guard !replies.parts.isEmpty else { return }
        // The buffer of answers is written again.
        let bytes = ByteBuffer(bytes: replies.bytes.readableBytesView)
        let time = Timestamp.now
        put(
            replies.parts.compactMap { part in
                guard packets.indices.contains(Int(part.packet)),
                    let slice = bytes.getSlice(at: part.range.lowerBound, length: part.range.count)
                else { return nil }
                let packet = packets[Int(part.packet)]
                return MirroredMessage(
                    bytes: slice, source: packet.destination, destination: packet.source,
                    transport: packet.transport, time: time)
            }
        ) { $0.destination }
    }

    /// A message of a call.
    func sent(_ bytes: ByteBuffer, by path: ReplyPath) {
        guard let (local, remote, transport) = path.ends else { return }
        put([
            MirroredMessage(
                bytes: bytes, source: local, destination: remote, transport: transport, time: .now)
        ]) { $0.destination }
    }

    /// Puts what is more than a line end, which only keeps a path open (RFC 5626 §3.5.1).
    private func put(_ messages: [MirroredMessage], peer: (MirroredMessage) -> Endpoint) {
        queue.put(
            messages.filter { message in
                let isIgnored = ignored.contains { $0.contains(peer(message).address) }
                return !isIgnored && message.bytes.readableBytesView.contains { $0 != 0x0D && $0 != 0x0A }
            })
    }
}
