import Events
import SIP

/// How a node shares what it sees.
public struct SharingConfiguration: Sendable {
    /// A node to begin with: a name or a numeric address.
    public struct Bootstrap: Hashable, Sendable {
        public let host: String
        public let port: UInt16

        public init(host: String, port: UInt16) {
            self.host = host
            self.port = port
        }
    }

    /// UDP towards original nodes; 0 lets the system choose.
    public var port: UInt16
    /// UDP in the second network; 0 lets the system choose.
    public var peerPort: UInt16
    /// What both networks bind, one address a family at most; none for all addresses.
    public var listen: [IPAddress] = []
    /// Find other nodes on the local network and be found there.
    public var isLANDiscoveryOn = false
    public var bootstrap: [Bootstrap]
    /// Exchange events with original nodes.
    public var isLegacyOn: Bool
    /// How we take part in the second network, and who we are there.
    public var exchange: ExchangeSettings
    public var key: NodeKey
    /// Bytes a day; nil for no limit.
    public var budget: Int?
    public var databaseFile: String
    /// Our own id.
    public var node: UUIDBytes
    /// Of this program.
    public var version: String

    public init(
        port: UInt16, peerPort: UInt16, bootstrap: [Bootstrap], isLegacyOn: Bool, exchange: ExchangeSettings,
        key: NodeKey, budget: Int?, databaseFile: String, node: UUIDBytes, version: String
    ) {
        self.port = port
        self.peerPort = peerPort
        self.bootstrap = bootstrap
        self.isLegacyOn = isLegacyOn
        self.exchange = exchange
        self.key = key
        self.budget = budget
        self.databaseFile = databaseFile
        self.node = node
        self.version = version
    }

    /// Those to begin with in the second network. The original's port stands for ours; another one is meant as it is.
    var peerBootstrap: [Bootstrap] {
        bootstrap.map { Bootstrap(host: $0.host, port: $0.port == LegacyNetwork.port ? PeerNetwork.port : $0.port) }
    }
}
