import NIOCore
import SIP

extension Endpoint {
    /// nil for an address that is not IP.
    init?(_ address: SocketAddress?) {
        switch address {
        case .v4(let v4):
            self.init(
                address: .v4(UInt32(bigEndian: v4.address.sin_addr.s_addr)),
                port: UInt16(bigEndian: v4.address.sin_port))
        case .v6(let v6):
            self.init(address: IPAddress(v6.address.sin6_addr), port: UInt16(bigEndian: v6.address.sin6_port))
        case .unixDomainSocket, nil: return nil
        }
    }
}
