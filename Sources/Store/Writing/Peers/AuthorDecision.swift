/// What the user decided about an author.
public enum AuthorDecision: Int64, CaseIterable, Sendable {
    case none = 0
    /// Believed alone.
    case trusted = 1
    /// Its word never counts.
    case blocked = 2

    public var name: StaticString {
        switch self {
        case .none: "none"
        case .trusted: "trusted"
        case .blocked: "blocked"
        }
    }
}
