/// What an author's word is worth.
public enum PeerStanding: CaseIterable, Sendable {
    /// Believed alone, as the user decided.
    case trusted
    /// Counts together with others.
    case grown
    /// Its key is too young to count.
    case new
    /// The network that it is in was not seen: a thousand keys cost nothing.
    case unplaced
    /// It broke its quotas or contradicted itself, and does not count for a while.
    case lowered
    /// It does not count, as the user decided.
    case blocked

    public var name: StaticString {
        switch self {
        case .trusted: "trusted"
        case .grown: "grown"
        case .new: "new"
        case .unplaced: "unplaced"
        case .lowered: "lowered"
        case .blocked: "blocked"
        }
    }
}
