import Events
import SIP

/// One author's word about an address or a number.
public struct StoredReport: Hashable, Sendable {
    /// The author's public key, or an original node's UUID.
    public let author: [UInt8]
    public let kind: PeerSubject.Kind
    /// An attacker's text, or the author's.
    public let value: String
    /// Nobody vouches for the author.
    public let isLegacy: Bool
    public let origin: PeerReport.Origin
    public let isProven: Bool
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    /// When we heard of it last, and how often.
    public let heard: Timestamp
    public let reports: Int
    public let attempts: Int
    /// nil when nothing is known of the author: of original nodes, and of who was not heard of for long.
    public let peer: StoredPeer?

    /// The columns that `init` reads, in its order, from `reported LEFT JOIN author`.
    static let columns = """
        reported.author, kind, value, legacy, origin, proven, reported.first_seen, reported.last_seen, heard, reports,
        attempts, \(StoredPeer.columns)
        """

    init(_ row: SQLiteStatement) {
        author = row.blob(0) ?? []
        kind = PeerSubject.Kind(rawValue: row.integer(1)) ?? .number
        value = row.text(2) ?? ""
        isLegacy = row.integer(3) != 0
        origin = PeerReport.Origin(rawValue: row.integer(4)) ?? .anyone
        isProven = row.integer(5) != 0
        firstSeen = Timestamp(nanoseconds: row.integer(6))
        lastSeen = Timestamp(nanoseconds: row.integer(7))
        heard = Timestamp(nanoseconds: row.integer(8))
        reports = Int(row.integer(9))
        attempts = Int(row.integer(10))
        peer = StoredPeer(row, from: 11)
    }

    /// What its author's word is worth now. Nobody vouches for an author of whom nothing is known.
    public func standing(_ policy: ActionPolicy, at now: Timestamp) -> PeerStanding {
        peer?.standing(policy, at: now) ?? .new
    }
}
