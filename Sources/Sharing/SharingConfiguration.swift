import Events

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

    /// UDP; 0 lets the system choose.
    public var port: UInt16
    public var bootstrap: [Bootstrap]
    /// Exchange events with original nodes.
    public var isLegacyOn: Bool
    public var databaseFile: String
    /// Our own id.
    public var node: UUIDBytes
    /// Of this program.
    public var version: String

    public init(
        port: UInt16, bootstrap: [Bootstrap], isLegacyOn: Bool, databaseFile: String, node: UUIDBytes, version: String
    ) {
        self.port = port
        self.bootstrap = bootstrap
        self.isLegacyOn = isLegacyOn
        self.databaseFile = databaseFile
        self.node = node
        self.version = version
    }
}
