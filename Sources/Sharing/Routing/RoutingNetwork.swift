import SIP

/// A network that a node may do nothing in but know the others.
public enum RoutingNetwork: String, CaseIterable, Sendable {
    /// The original's, which other programs are in as well.
    case `public`
    /// That of docs/SHARING-FORMAT.md.
    case peers

    /// UDP.
    public var port: UInt16 {
        switch self {
        case .public: LegacyNetwork.port
        case .peers: PeerNetwork.port
        }
    }

    /// - Parameters:
    ///   - port: 0 lets the system choose.
    ///   - addresses: one a family at most; none for all addresses.
    func node(port: UInt16, _ addresses: [IPAddress]) -> NodeConfiguration {
        var configuration = NodeConfiguration()
        if self == .peers { configuration = PeerNetwork.node(port: port) }
        configuration.port = port
        configuration.storageLimit = 0
        configuration.bind(addresses)
        return configuration
    }
}
