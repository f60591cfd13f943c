import Events

/// A value that this node put into the network: to be put again after a restart.
public struct StoredOwnValue: Hashable, Sendable {
    /// Its id in the network.
    public let id: UInt64
    public let data: [UInt8]
    public let created: Timestamp
    public let expires: Timestamp

    public init(id: UInt64, data: [UInt8], created: Timestamp, expires: Timestamp) {
        self.id = id
        self.data = data
        self.created = created
        self.expires = expires
    }
}
