import Events
import SIP

/// Evidence with what is known of its author.
public struct WeighedEvidence: Hashable, Sendable {
    public let evidence: Evidence
    public let standing: AuthorStanding

    public init(_ evidence: Evidence, _ standing: AuthorStanding) {
        self.evidence = evidence
        self.standing = standing
    }
}

/// What evidence is worth.
public enum Verdict: Sendable {
    /// Whether a node may act on it: one of ours said so, or enough authors did that have nothing to do with each other
    /// as far as can be seen. A function of what it is given, and of the time.
    ///
    /// An author whose network was not seen does not count: a thousand keys cost nothing.
    public static func isActionable(_ all: [WeighedEvidence], _ policy: TrustPolicy, at now: Timestamp) -> Bool {
        let oldest = now.adding(.zero - policy.window)
        let recent = all.filter { $0.evidence.last >= oldest && !$0.standing.isLowered(at: now) }
        if recent.contains(where: { $0.evidence.origin > .anyone }) { return true }
        let grown = recent.filter {
            $0.standing.firstSeen.adding(policy.keyAge) <= now && ($0.evidence.isProven || policy.countsUnproven)
        }
        let networks = Set(grown.compactMap(\.standing.network).map(policy.network))
        return policy.quorum > 0 && networks.count >= policy.quorum
    }
}

extension TrustPolicy {
    /// What counts as one network.
    func network(of address: IPAddress) -> IPAddress {
        address.prefix(address.isV4 ? networkLengthV4 : networkLengthV6)
    }
}
