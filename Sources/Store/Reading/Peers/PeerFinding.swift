import Events

/// What other nodes say of one address or number.
public struct PeerFinding: Sendable {
    /// Authors that are named.
    private static let limit = 200

    public let reports: [StoredReport]
    /// Whether one may act on it.
    public let isActionable: Bool
    public let policy: ActionPolicy
    /// When it was found.
    public let time: Timestamp

    /// - Parameter subjects: the same thing in each of its spellings.
    public init(
        _ subjects: [PeerSubject], in reader: EventReader, _ policy: ActionPolicy, at now: Timestamp = .now
    ) throws(StoreError) {
        var reports: [StoredReport] = []
        var isActionable = false
        for subject in subjects {
            reports += try reader.reports(of: subject, limit: Self.limit)
            if !isActionable { isActionable = try reader.isActionable(subject, policy, at: now) }
        }
        self.reports = reports
        self.isActionable = isActionable
        self.policy = policy
        time = now
    }

    /// What the word of a report's author is worth.
    public func standing(_ report: StoredReport) -> PeerStanding { report.standing(policy, at: time) }
}
