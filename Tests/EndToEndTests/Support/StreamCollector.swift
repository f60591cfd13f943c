import Glibc
import Testing

/// Takes what a node mirrors over TCP, where only each packet's length says where the next one begins.
final class StreamCollector {
    /// One connection of a node's.
    final class Stream {
        private let descriptor: Int32
        private var received: [UInt8] = []

        fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

        deinit {
            close(descriptor)
        }

        /// The next whole packet; nil when none comes. What follows another one in the stream has to be one too.
        func next(within limit: Duration = .seconds(5)) throws -> Collector.Packet? {
            let end = ContinuousClock.now + limit
            while true {
                if received.count >= 6 {
                    try #require(received.starts(with: Array("HEP3".utf8)), "\(received.prefix(40))")
                    let length = Int(received[4]) << 8 | Int(received[5])
                    if received.count >= length {
                        defer { received.removeFirst(length) }
                        return try Collector.Packet(Array(received[..<length]))
                    }
                }
                var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                let rest = end - .now
                guard rest > .zero, poll(&wait, 1, Int32(rest / .milliseconds(1))) == 1 else { return nil }
                var buffer = [UInt8](repeating: 0, count: 65_536)
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { return nil }
                received += buffer[..<count]
            }
        }
    }

    private let descriptor: Int32
    let port: UInt16

    /// - Parameter port: 0 for a free one.
    init(port: UInt16 = 0) throws {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        self.descriptor = descriptor
        var on: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard try Socket.with("127.0.0.1", port, { bind(descriptor, $0, $1) }) == 0, listen(descriptor, 8) == 0 else {
            throw Socket.Failure("listen")
        }
        self.port = Socket.port(of: descriptor)
    }

    deinit {
        close(descriptor)
    }

    /// The next connection.
    func accept(within limit: Duration = .seconds(20)) throws -> Stream {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        try #require(poll(&wait, 1, Int32(limit / .milliseconds(1))) == 1, "nobody connects")
        return Stream(Glibc.accept(descriptor, nil, nil))
    }
}
