import Events

/// At most so many a second.
struct Pace: Sendable {
    private let perSecond: Int
    private var second: Int64 = .min
    private var used = 0

    init(perSecond: Int) { self.perSecond = max(1, perSecond) }

    /// How many may go now.
    mutating func room(at now: Timestamp) -> Int {
        // A clock that is set back begins a second as well.
        if now.seconds != second {
            second = now.seconds
            used = 0
        }
        return perSecond - used
    }

    mutating func use(_ count: Int) { used += count }
}
