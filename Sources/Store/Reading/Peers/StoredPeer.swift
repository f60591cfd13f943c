import Events

/// An author as the database knows it.
public struct StoredPeer: Hashable, Sendable {
    /// Its public key.
    public let key: [UInt8]
    public let decision: AuthorDecision
    /// nil when the user decided about it before it was heard of.
    public let heard: StoredAuthor?

    /// The columns that `init` reads, in its order.
    static let columns = "author.key, author.decision, \(StoredAuthor.columns)"

    /// nil without an author.
    init?(_ row: SQLiteStatement, from column: Int32 = 0) {
        guard let key = row.blob(column) else { return nil }
        self.key = key
        decision = AuthorDecision(rawValue: row.integer(column + 1)) ?? .none
        heard = StoredAuthor(row, from: column + 2)
    }

    /// What its word is worth now.
    public func standing(_ policy: ActionPolicy, at now: Timestamp) -> PeerStanding {
        if decision == .blocked { return .blocked }
        if let lowered = heard?.loweredUntil, now < lowered { return .lowered }
        if decision == .trusted { return .trusted }
        guard let heard, heard.firstSeen.adding(policy.keyAge) <= now else { return .new }
        return heard.network == nil ? .unplaced : .grown
    }
}
