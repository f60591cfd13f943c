import Glibc

/// One TCP connection.
final class TCPClient: Sendable {
    private let socket: Socket

    init(to host: String, _ port: UInt16, from source: String? = nil) throws {
        socket = try Socket(SOCK_STREAM, to: host, port, from: source)
        // Each send is a segment of its own.
        var on: Int32 = 1
        setsockopt(socket.descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    }

    var port: UInt16 { socket.port }

    convenience init(to node: NodeProcess, from source: String? = nil) throws {
        try self.init(to: node.host, node.port, from: source)
    }

    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool { socket.send(bytes) }

    @discardableResult
    func send(_ text: String) -> Bool { socket.send(Array(text.utf8)) }

    /// Says that nothing more will be sent.
    func shutdown() { _ = Glibc.shutdown(socket.descriptor, Int32(SHUT_WR)) }

    /// Sends the same bytes over and over, until the peer has taken none for a second or `limit` have gone.
    /// - Returns: how many have gone.
    func flood(_ bytes: [UInt8], limit: Int) -> Int {
        var sent = 0
        while sent < limit {
            let rest = bytes[(sent % bytes.count)...]
            let count = rest.withUnsafeBytes {
                Glibc.send(socket.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
            }
            if count > 0 {
                sent += count
            } else {
                var poll = pollfd(fd: socket.descriptor, events: Int16(POLLOUT), revents: 0)
                guard Glibc.poll(&poll, 1, 1_000) == 1, poll.revents == Int16(POLLOUT) else { return sent }
            }
        }
        return sent
    }

    /// Gives what has come when it satisfies the condition, the peer closes, or the time is over.
    func receive(within limit: Duration = .seconds(5), until isEnough: ([UInt8]) -> Bool) -> [UInt8] {
        let end = ContinuousClock.now + limit
        var all: [UInt8] = []
        while !isEnough(all), ContinuousClock.now < end,
            case .bytes(let bytes) = socket.receive(within: end - .now)
        {
            all += bytes
        }
        return all
    }

    /// So many answers without a body.
    func replies(_ count: Int, within limit: Duration = .seconds(5)) throws -> [Reply] {
        let bytes = receive(within: limit) { Reply.split($0).count >= count }
        return try Reply.split(bytes).map { try Reply($0) }
    }

    /// Whether the peer closes in time; bytes that come before do not matter.
    func isClosed(within limit: Duration = .seconds(5)) -> Bool {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end {
            switch socket.receive(within: end - .now) {
            case .closed: return true
            case .nothing: return false
            case .bytes: continue
            }
        }
        return false
    }

    /// Whether the connection is open at this moment.
    var isOpen: Bool { socket.receive(within: .zero) != .closed }
}
