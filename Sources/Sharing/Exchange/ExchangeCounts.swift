/// What the exchange did so far, to be shown.
struct ExchangeCounts: Hashable, Sendable {
    /// Batches of our own that were put into the feed, each once.
    var sent = 0
    /// Batches of others that passed.
    var received = 0
    var lookups: [LookupOutcome: Int] = [:]
}

/// What a look-up came to, as it is counted.
enum LookupOutcome: String, CaseIterable, Sendable {
    case reported
    case notSeen = "not_seen"
    case unknown

    init(_ answer: LookupAnswer) {
        switch answer {
        case .reported: self = .reported
        case .notSeen: self = .notSeen
        case .unknown: self = .unknown
        }
    }
}
