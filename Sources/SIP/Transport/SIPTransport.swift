/// How a message travelled.
public enum SIPTransport: UInt8, CaseIterable, Sendable {
    case udp, tcp, tls

    /// `UDP`, `TCP` or `TLS`.
    public var name: StaticString {
        switch self {
        case .udp: "UDP"
        case .tcp: "TCP"
        case .tls: "TLS"
        }
    }

    /// A connection proves that the peer receives what is sent to it; a datagram does not.
    public var isStream: Bool { self != .udp }
}
