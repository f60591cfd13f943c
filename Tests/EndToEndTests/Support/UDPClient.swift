import Glibc

/// A SIP client over UDP, as simple as an attacker's.
final class UDPClient: Sendable {
    private let socket: Socket

    /// - Parameter source: the loopback address to send from.
    init(to host: String, _ port: UInt16, from source: String? = nil) throws {
        socket = try Socket(SOCK_DGRAM, to: host, port, from: source)
    }

    var port: UInt16 { socket.port }

    convenience init(to node: NodeProcess, from source: String? = nil) throws {
        try self.init(to: node.host, node.port, from: source)
    }

    func send(_ bytes: [UInt8]) { socket.send(bytes) }

    func send(_ text: String) { socket.send(Array(text.utf8)) }

    /// The next datagram; nil when none comes.
    func receive(within limit: Duration = .seconds(5)) -> [UInt8]? {
        if case .bytes(let bytes) = socket.receive(within: limit) { bytes } else { nil }
    }

    /// The next answer to `request`, answers to others left out.
    func reply(to request: Request, within limit: Duration = .seconds(5)) throws -> Reply? {
        let end = ContinuousClock.now + limit
        while ContinuousClock.now < end, let bytes = receive(within: end - .now) {
            let reply = try Reply(bytes)
            if reply["Call-ID"] == request.callID { return reply }
        }
        return nil
    }
}
