import NIOCore
import SIP

extension IPAddress {
    /// Nil for what has no IP address, such as a Unix domain socket.
    init?(_ address: SocketAddress) {
        switch address {
        case .v4(let v4): self = .v4(UInt32(bigEndian: v4.address.sin_addr.s_addr))
        case .v6(let v6): self.init(v6.address.sin6_addr)
        case .unixDomainSocket: return nil
        }
    }
}

extension Endpoint {
    init?(_ address: SocketAddress?) {
        guard let address, let ip = IPAddress(address), let port = address.port else { return nil }
        self.init(address: ip, port: UInt16(truncatingIfNeeded: port))
    }
}
