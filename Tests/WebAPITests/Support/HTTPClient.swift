import Glibc
import SIP

/// One connection to a server on this machine, that says what a test wants it to say. One thread at a time may use it.
final class HTTPClient: @unchecked Sendable {
    struct Failure: Error { let call: String }

    private let descriptor: Int32
    private var received: [UInt8] = []

    init(_ endpoint: Endpoint) throws {
        descriptor = socket(endpoint.address.isV4 ? AF_INET : AF_INET6, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        // Tests of other suites may keep the machine, and the server's tasks with it, busy for many seconds.
        var timeout = timeval(tv_sec: 60, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
        let isConnected: Bool
        switch endpoint.address {
        case .v4(let bits):
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = endpoint.port.bigEndian
            address.sin_addr.s_addr = bits.bigEndian
            isConnected = Self.connect(descriptor, &address)
        case .v6(let high, let low):
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = endpoint.port.bigEndian
            address.sin6_addr = unsafeBitCast((high.bigEndian, low.bigEndian), to: in6_addr.self)
            isConnected = Self.connect(descriptor, &address)
        }
        guard isConnected else {
            close(descriptor)
            throw Failure(call: "connect")
        }
    }

    deinit {
        close(descriptor)
    }

    private static func connect<Address>(_ descriptor: Int32, _ address: inout Address) -> Bool {
        withUnsafeMutableBytes(of: &address) {
            Glibc.connect(
                descriptor, $0.assumingMemoryBound(to: sockaddr.self).baseAddress,
                socklen_t(MemoryLayout<Address>.size)) == 0
        }
    }

    func send(_ text: String) {
        send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) {
        _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// One request and its answer.
    func get(
        _ path: String, method: String = "GET", headers: [String] = []
    ) -> HTTPAnswer? {
        let lines = ["\(method) \(path) HTTP/1.1", "Host: localhost"] + headers
        send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
        return answer(hasBody: method != "HEAD")
    }

    /// The next answer; nil when the server closes before it is whole, or a minute passes.
    func answer(hasBody: Bool = true) -> HTTPAnswer? {
        received = []
        while true {
            if let answer = HTTPAnswer(received, hasBody: hasBody) { return answer }
            guard let more = receive() else { return nil }
            received += more
        }
    }

    /// Whether the server closes the connection within a minute.
    func isClosed() -> Bool {
        while let more = receive() {
            if more.isEmpty { return false }
        }
        return errno != EAGAIN
    }

    /// Says that nothing more will be sent.
    func finish() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the server closes.
    func everything() -> String {
        var all: [UInt8] = []
        while let more = receive() { all += more }
        return String(decoding: all, as: UTF8.self)
    }

    /// Nil when the server closed or nothing came in time.
    func receive() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 65_536)
        errno = 0
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count > 0 ? Array(bytes[..<count]) : nil
    }
}
