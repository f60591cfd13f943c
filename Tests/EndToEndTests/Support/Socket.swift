import Glibc
import Testing

/// What UDP and TCP clients have in common: a connected socket on a loopback address.
final class Socket: Sendable {
    struct Failure: Error, CustomStringConvertible {
        let description: String

        init(_ call: String) {
            description = "\(call): \(String(cString: strerror(errno)))"
        }
    }

    let descriptor: Int32

    init(_ type: __socket_type, to host: String, _ port: UInt16, from source: String? = nil) throws {
        let family = host.contains(":") ? AF_INET6 : AF_INET
        let descriptor = socket(family, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        guard descriptor >= 0 else { throw Failure("socket") }
        if let source, try Self.with(source, 0, { bind(descriptor, $0, $1) }) != 0 { throw Failure("bind") }
        if try Self.with(host, port, { connect(descriptor, $0, $1) }) != 0 { throw Failure("connect") }
    }

    /// The port that it is bound to.
    var port: UInt16 { Self.port(of: descriptor) }

    static func port(of descriptor: Int32) -> UInt16 {
        var local = sockaddr_in6()
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        _ = withUnsafeMutableBytes(of: &local) { bytes in
            getsockname(descriptor, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress, &length)
        }
        // At the same place in both families.
        return UInt16(bigEndian: local.sin6_port)
    }

    deinit {
        close(descriptor)
    }

    /// Calls with a numeric address of either family.
    static func with(
        _ host: String, _ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) throws -> Int32 {
        if host.contains(":") {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port.bigEndian
            try #require(inet_pton(AF_INET6, host, &address.sin6_addr) == 1)
            return withUnsafeBytes(of: &address) { bytes in
                bytes.assumingMemoryBound(to: sockaddr.self).baseAddress.map { body($0, socklen_t(bytes.count)) } ?? -1
            }
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        try #require(inet_pton(AF_INET, host, &address.sin_addr) == 1)
        return withUnsafeBytes(of: &address) { bytes in
            bytes.assumingMemoryBound(to: sockaddr.self).baseAddress.map { body($0, socklen_t(bytes.count)) } ?? -1
        }
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count
    }

    enum Received: Equatable {
        case bytes([UInt8])
        /// The peer has closed, politely or not.
        case closed
        case nothing
    }

    /// Waits for one datagram, or for what a stream has.
    func receive(within limit: Duration) -> Received {
        var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let milliseconds = Int32(limit / .milliseconds(1))
        guard Glibc.poll(&poll, 1, milliseconds) == 1 else { return .nothing }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count > 0 || (count == 0 && isDatagram) ? .bytes(Array(buffer.prefix(count))) : .closed
    }

    private var isDatagram: Bool {
        var type: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &length)
        return type == Int32(SOCK_DGRAM.rawValue)
    }
}
