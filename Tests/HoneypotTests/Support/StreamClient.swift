import Glibc
import NIOCore
import SIP
import Testing

/// A TCP connection to the node from a loopback address.
final class StreamClient: Sendable {
    private let descriptor: Int32
    let endpoint: Endpoint

    init(to target: Endpoint, from host: String = "127.0.0.1") throws {
        let local = SocketEndpoint(Endpoint(address: try #require(IPAddress(host)), port: 0))
        let descriptor = socket(local.family, Int32(SOCK_STREAM.rawValue), 0)
        var timeout = timeval(tv_sec: 10, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let bound = local.withAddress { bind(descriptor, $0, $1) }
        let connected = SocketEndpoint(target).withAddress { connect(descriptor, $0, $1) }
        self.descriptor = descriptor
        endpoint = try #require(SocketEndpoint.local(of: descriptor))
        try #require(bound == 0 && connected == 0)
    }

    deinit {
        close(descriptor)
    }

    func send(_ bytes: ByteBuffer) throws {
        let sent = bytes.withUnsafeReadableBytes {
            Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        try #require(sent == bytes.readableBytes)
    }

    /// No more will be sent.
    func finish() {
        _ = shutdown(descriptor, Int32(SHUT_WR))
    }

    /// What comes until `count` bytes are there, the peer closes, or nothing comes for seconds.
    func receive(_ count: Int = .max) -> ByteBuffer {
        var received = ByteBuffer()
        var bytes = [UInt8](repeating: 0, count: 65_536)
        while received.readableBytes < count {
            let read = recv(descriptor, &bytes, bytes.count, 0)
            guard read > 0 else { break }
            received.writeBytes(bytes[..<read])
        }
        return received
    }

    /// Whether the peer has closed, or reset, the connection within seconds.
    func isClosed() -> Bool {
        var byte: UInt8 = 0
        let read = recv(descriptor, &byte, 1, 0)
        return read == 0 || (read < 0 && errno == ECONNRESET)
    }
}
