import Glibc
import Synchronization
import Testing

@testable import Delivery

/// A loopback socket that takes what is mirrored.
final class TestCollector: Sendable {
    /// A connection to it.
    struct Connection {
        let descriptor: Int32

        /// What comes until it ends with a text, or for some seconds.
        func read(until text: String) -> [UInt8] {
            var all: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 65_536)
            while !all.reversed().starts(with: text.utf8.reversed()) {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { break }
                all += buffer[..<count]
            }
            return all
        }

        func close() { _ = Glibc.close(descriptor) }
    }

    let address: HEPCollector
    private let descriptor: Int32
    private let isOpen = Atomic(true)

    init(_ transport: HEPCollector.Transport) throws {
        let type = transport == .udp ? SOCK_DGRAM : SOCK_STREAM
        let descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        var local = sockaddr_in()
        local.sin_family = sa_family_t(AF_INET)
        local.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let code = withUnsafeMutableBytes(of: &local) { bytes in
            guard let start = bytes.assumingMemoryBound(to: sockaddr.self).baseAddress else { return Int32(-1) }
            let code = bind(descriptor, start, length)
            getsockname(descriptor, start, &length)
            return code
        }
        address = HEPCollector(transport: transport, host: "127.0.0.1", port: UInt16(bigEndian: local.sin_port))
        try #require(code == 0)
        if transport == .tcp { listen(descriptor, 8) }
        Self.limitWaiting(descriptor)
    }

    deinit {
        close()
    }

    func close() {
        guard isOpen.exchange(false, ordering: .relaxed) else { return }
        _ = Glibc.close(descriptor)
    }

    func datagram() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : Array(buffer[..<count])
    }

    func accept() -> Connection? {
        let connection = Glibc.accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        Self.limitWaiting(connection)
        return Connection(descriptor: connection)
    }

    private static func limitWaiting(_ descriptor: Int32) {
        var limit = timeval(tv_sec: 5, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    }
}
