import NIOCore

/// Where mirrored messages go: Homer, heplify-server, sngrep, or whatever else reads HEP.
public struct HEPCollector: Hashable, Sendable {
    public enum Transport: String, CaseIterable, Sendable {
        case udp, tcp

        /// The most bytes of one HEP packet: a datagram of IPv4, or what its length field can say.
        var longestPacket: Int {
            switch self {
            case .udp: 65_507
            case .tcp: 65_535
            }
        }
    }

    public let transport: Transport
    /// A name or a numeric address, IPv6 without brackets.
    public let host: String
    public let port: UInt16

    public init(transport: Transport, host: String, port: UInt16) {
        self.transport = transport
        self.host = host
        self.port = port
    }
}

extension HEPCollector: CustomStringConvertible {
    /// `udp:192.0.2.1:9060`.
    public var description: String {
        "\(transport.rawValue):" + (host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host) + ":\(port)"
    }
}
