import Events

/// What the network may cost a day, in and out together. When it runs short, what is worth least goes first.
public struct TrafficBudget: Sendable {
    /// Bytes a day.
    public let cap: Int
    private var day: Int64?
    /// Bytes of the day so far.
    public private(set) var received = 0
    public private(set) var sent = 0

    public init(cap: Int = 500_000_000) { self.cap = max(0, cap) }

    public mutating func note(received: Int = 0, sent: Int = 0, at now: Timestamp) {
        if day(of: now) != day {
            day = day(of: now)
            self.received = 0
            self.sent = 0
        }
        self.received += max(0, received)
        self.sent += max(0, sent)
    }

    /// Whether there is something left for such traffic today (UTC).
    public func allows(_ kind: TrafficKind, at now: Timestamp) -> Bool {
        let used = day(of: now) == day ? received + sent : 0
        return Double(used) < kind.share * Double(cap)
    }

    /// What may go on now.
    public func allowed(at now: Timestamp) -> [TrafficKind] {
        TrafficKind.allCases.filter { allows($0, at: now) }
    }

    private func day(of now: Timestamp) -> Int64 { now.seconds / 86_400 }
}
