import Glibc
import NIOCore
import SIP
import Testing

@testable import Honeypot

/// A UDP socket on a loopback address, as a peer of the node.
final class DatagramClient: Sendable {
    private let descriptor: Int32
    let endpoint: Endpoint

    /// - Parameter host: the client's own address; its port is any that is free.
    init(_ host: String = "127.0.0.1") throws {
        let local = SocketEndpoint(Endpoint(address: try #require(IPAddress(host)), port: 0))
        let descriptor = socket(local.family, Int32(SOCK_DGRAM.rawValue), 0)
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        var room: Int32 = 4 << 20
        setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        let bound = local.withAddress { bind(descriptor, $0, $1) }
        self.descriptor = descriptor
        endpoint = try #require(SocketEndpoint.local(of: descriptor))
        try #require(bound == 0)
    }

    deinit {
        close(descriptor)
    }

    func send(_ bytes: ByteBuffer, to target: Endpoint) throws {
        let sent = SocketEndpoint(target).withAddress { address, length in
            bytes.withUnsafeReadableBytes { sendto(descriptor, $0.baseAddress, $0.count, 0, address, length) }
        }
        try #require(sent == bytes.readableBytes)
    }

    /// The next datagram and where it came from; nil when none comes for seconds.
    func receive() -> (bytes: ByteBuffer, source: Endpoint)? {
        var bytes = [UInt8](repeating: 0, count: 70_000)
        var source = SocketEndpoint.empty
        let count = source.withMutableAddress { recvfrom(descriptor, &bytes, bytes.count, 0, $0, $1) }
        guard count >= 0, let endpoint = source.endpoint else { return nil }
        return (ByteBuffer(bytes: bytes[..<count]), endpoint)
    }
}

/// A socket address of either family.
struct SocketEndpoint {
    private var storage = sockaddr_storage()
    private var length = socklen_t(MemoryLayout<sockaddr_storage>.size)

    static var empty: SocketEndpoint { SocketEndpoint() }

    private init() {}

    init(_ endpoint: Endpoint) {
        switch endpoint.address {
        case .v4(let bits):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = endpoint.port.bigEndian
            address.sin_addr.s_addr = bits.bigEndian
            store(address)
        case .v6(let high, let low):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = endpoint.port.bigEndian
            withUnsafeMutableBytes(of: &address.sin6_addr) {
                $0.storeBytes(of: high.bigEndian, as: UInt64.self)
                $0.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
            }
            store(address)
        }
    }

    private mutating func store<Address>(_ address: Address) {
        length = socklen_t(MemoryLayout<Address>.size)
        withUnsafeMutableBytes(of: &storage) { $0.storeBytes(of: address, as: Address.self) }
    }

    static func local(of descriptor: Int32) -> Endpoint? {
        var local = SocketEndpoint()
        _ = local.withMutableAddress { getsockname(descriptor, $0, $1) }
        return local.endpoint
    }

    var family: Int32 { Int32(storage.ss_family) }

    var endpoint: Endpoint? {
        withUnsafeBytes(of: storage) { bytes in
            switch family {
            case AF_INET:
                let address = bytes.load(as: sockaddr_in.self)
                return Endpoint(
                    address: .v4(UInt32(bigEndian: address.sin_addr.s_addr)), port: UInt16(bigEndian: address.sin_port))
            case AF_INET6:
                let address = bytes.load(as: sockaddr_in6.self)
                return Endpoint(address: IPAddress(address.sin6_addr), port: UInt16(bigEndian: address.sin6_port))
            default: return nil
            }
        }
    }

    func withAddress<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }

    mutating func withMutableAddress<Result>(
        _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Result
    ) -> Result {
        withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, &length) }
        }
    }
}
