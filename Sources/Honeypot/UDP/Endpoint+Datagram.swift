import CDatagrams
import SIP

extension Endpoint {
    init(_ endpoint: datagram_endpoint) {
        let (high, low) = unsafeBitCast(endpoint.address, to: (UInt64, UInt64).self)
        self.init(
            address: IPAddress(high: UInt64(bigEndian: high), low: UInt64(bigEndian: low)),
            port: UInt16(bigEndian: endpoint.port))
    }
}

extension datagram_endpoint {
    init(_ endpoint: Endpoint) {
        self.init()
        let halves: (UInt64, UInt64) =
            switch endpoint.address {
            case .v4(let bits): (0, 0xFFFF_0000_0000 | UInt64(bits))
            case .v6(let high, let low): (high, low)
            }
        address = unsafeBitCast((halves.0.bigEndian, halves.1.bigEndian), to: type(of: address))
        port = endpoint.port.bigEndian
    }
}
