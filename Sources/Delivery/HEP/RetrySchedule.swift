/// When to try again to reach somebody who is not there: after a second, then after twice as long each time; and
/// what of it is news.
struct RetrySchedule: Sendable {
    typealias Instant = ContinuousClock.Instant

    static let shortest = Duration.seconds(1)
    static let longest = Duration.seconds(60)
    /// A connection is good once it has held for so long: somebody may accept and close at once.
    static let steady = Duration.seconds(5)

    private(set) var isFailing = false
    private var wait = Self.shortest
    private var reached: Instant?

    /// It could be reached. Said again, that changes nothing.
    mutating func reached(at now: Instant) {
        reached = reached ?? now
    }

    /// - Returns: how long to wait, and whether that it can't be reached is news.
    mutating func failed(at now: Instant) -> (wait: Duration, isNews: Bool) {
        if let reached, now - reached >= Self.steady { self = RetrySchedule() }
        reached = nil
        defer {
            isFailing = true
            wait = min(wait * 2, Self.longest)
        }
        return (wait, !isFailing)
    }

    /// - Returns: true once, when it has held after a failure.
    mutating func hasRecovered(at now: Instant) -> Bool {
        guard isFailing, let reached, now - reached >= Self.steady else { return false }
        self = RetrySchedule()
        self.reached = reached
        return true
    }
}
