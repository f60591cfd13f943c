import Glibc

/// A port of 127.0.0.1 that is taken.
final class Listener {
    enum Kind { case datagram, stream }

    private let descriptor: Int32
    let port: UInt16

    init(_ kind: Kind) throws {
        let type = kind == .datagram ? SOCK_DGRAM : SOCK_STREAM
        descriptor = socket(AF_INET, Int32(type.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        let descriptor = descriptor
        guard try Socket.with("127.0.0.1", 0, { bind(descriptor, $0, $1) }) == 0 else { throw Socket.Failure("bind") }
        if kind == .stream { listen(descriptor, 1) }
        port = Socket.port(of: descriptor)
    }

    deinit {
        close(descriptor)
    }
}
