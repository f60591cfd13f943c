import NIOCore
import SIP

/// How something reaches a peer later than at once.
enum ReplyPath: Sendable {
    /// From the address that the peer reached, out of the socket that heard it.
    case datagram(UDPSocket, from: Endpoint, to: Endpoint)
    case connection(any Channel)

    /// Ours, the peer's, and what is between them, TLS taken for the TCP that it is; nil for a connection that is gone.
    var ends: (local: Endpoint, remote: Endpoint, transport: SIPTransport)? {
        switch self {
        case .datagram(_, let local, let remote): return (local, remote, .udp)
        case .connection(let channel):
            guard let local = Endpoint(channel.localAddress), let remote = Endpoint(channel.remoteAddress)
            else { return nil }
            return (local, remote, .tcp)
        }
    }

    /// What the kernel or a connection that is gone refuses is lost, as on any network.
    func send(_ bytes: ByteBuffer) {
        switch self {
        case .datagram(let socket, let local, let remote): socket.send(bytes, from: local, to: remote)
        case .connection(let channel): channel.writeAndFlush(bytes, promise: nil)
        }
    }
}
