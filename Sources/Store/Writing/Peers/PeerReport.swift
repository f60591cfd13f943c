import Events

/// What another node says that it saw.
public struct PeerReport: Hashable, Sendable {
    /// Why it is believed, if it is.
    public enum Origin: Int64, Sendable {
        /// An author of whom nothing is known.
        case anyone = 0
        /// Whoever has the group's secret.
        case group = 1
        /// An author on the user's list.
        case trusted = 2

        public var name: StaticString {
            switch self {
            case .anyone: "anyone"
            case .group: "group"
            case .trusted: "trusted"
            }
        }
    }

    public let subject: PeerSubject
    /// The node's public key, or an original node's UUID, sixteen bytes.
    public let author: [UInt8]
    /// It came from an original node: nobody vouches for the author.
    public var isLegacy = false
    public var origin = Origin.anyone
    /// Whether the address was shown to receive what is sent to it.
    public var isProven = false
    public var attempts = 1
    /// When the attempts were: the author's times, held against our clock; of an original node's report when we heard
    /// of it.
    public let first: Timestamp
    public let last: Timestamp
    /// When we heard of it.
    public let heard: Timestamp

    public init(
        _ subject: PeerSubject, by author: [UInt8], first: Timestamp, last: Timestamp, heard: Timestamp
    ) {
        self.subject = subject
        self.author = author
        self.first = first
        self.last = last
        self.heard = heard
    }
}
