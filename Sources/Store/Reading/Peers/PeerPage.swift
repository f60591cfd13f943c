import Events

/// Some of the list of authors.
public struct PeerPage: Sendable {
    /// A place in the list.
    public struct Mark: Hashable, Sendable {
        /// When the author was heard of last; the start of time for one that never was.
        public let lastSeen: Timestamp
        public let key: [UInt8]

        public init(lastSeen: Timestamp, key: [UInt8]) {
            self.lastSeen = lastSeen
            self.key = key
        }
    }

    public let peers: [StoredPeer]
    /// Behind which the next page begins; nil at the end.
    public let next: Mark?
}
