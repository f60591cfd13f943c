/// What traffic is for, in the order in which it ends when a day's budget runs short.
public enum TrafficKind: UInt8, CaseIterable, Sendable {
    /// The original's network.
    case legacy
    /// Keeping and giving out what others put.
    case serving
    case feeds
    /// The last: without it there is nothing to be in the network for.
    case lookups

    public var name: StaticString {
        switch self {
        case .legacy: "legacy"
        case .serving: "serving"
        case .feeds: "feeds"
        case .lookups: "lookups"
        }
    }

    /// How much of the budget may be used before it ends.
    var share: Double {
        switch self {
        case .legacy: 0.6
        case .serving: 0.8
        case .feeds: 0.95
        // The rest is for what a child did not live to tell.
        case .lookups: 0.99
        }
    }
}
