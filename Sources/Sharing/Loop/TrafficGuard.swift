#if OpenDHT
    import Events
    import Logging

    /// Counts what the children send and receive, and decides what may go on.
    struct TrafficGuard {
        private(set) var budget: TrafficBudget
        private(set) var allowed = Set(TrafficKind.allCases)
        /// Bytes that come before what is decided now takes effect: children tell once a second, and are asked once a second.
        private var expected = 0
        /// That `allowed` is of.
        private var day: Int64?
        private var peers = TrafficTotals()
        private var legacy = TrafficTotals()
        private let logger: Logger

        /// - Parameter cap: bytes a day; nil for no limit.
        init(cap: Int?, _ day: TrafficBudget.Day?, logger: Logger) {
            budget = TrafficBudget(cap: cap ?? .max, day: day)
            self.logger = logger
        }

        /// - Returns: bytes since the last time.
        mutating func note(
            peers statistics: NodeStatistics, legacy other: NodeStatistics?, at now: Timestamp
        ) -> (received: Int, sent: Int) {
            let first = peers.advance(to: statistics)
            let second = other.map { legacy.advance(to: $0) } ?? (received: 0, sent: 0)
            let received = first.received + second.received
            let sent = first.sent + second.sent
            budget.note(received: received, sent: sent, at: now)
            expected = 2 * (received + sent)
            return (received, sent)
        }

        /// Says so in a line when something ends or begins.
        /// - Returns: whether it does.
        mutating func turn(at now: Timestamp) -> Bool {
            let today = now.seconds / 86_400
            var latest = Set(budget.allowed(at: now, expecting: expected))
            // Little is expected once something has ended: that is no reason to begin again.
            if day == today { latest.formIntersection(allowed) }
            day = today
            guard latest != allowed else { return false }
            let used = budget.used(at: now) / 1_000_000
            let ended = TrafficKind.allCases.filter { !latest.contains($0) }.map(\.sentence).joined(separator: ", ")
            logger.notice(
                "Sharing has used \(used) MB of today's \(budget.cap / 1_000_000) MB: \(ended.isEmpty ? "all goes on" : "no \(ended) until midnight UTC")"
            )
            allowed = latest
            return true
        }
    }

    extension TrafficKind {
        /// What ends, in the user's words.
        fileprivate var sentence: String {
            switch self {
            case .legacy: "exchange with original nodes"
            case .serving: "serving of other nodes"
            case .feeds: "feeds"
            case .lookups: "look-ups"
            }
        }
    }
#endif
