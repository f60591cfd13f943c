import Events

/// What the network may cost a day, in and out together. When it runs short, what is worth least goes first.
public struct TrafficBudget: Sendable {
    /// What a day (UTC) has used.
    public struct Day: Hashable, Sendable {
        /// Since 1970.
        public var number: Int64
        /// Bytes.
        public var received: Int
        public var sent: Int

        public init(number: Int64, received: Int = 0, sent: Int = 0) {
            self.number = number
            self.received = received
            self.sent = sent
        }

        init(_ time: Timestamp) { self.init(number: time.seconds / 86_400) }
    }

    /// Bytes a day.
    public let cap: Int
    /// Nil before anything was counted.
    public private(set) var day: Day?

    /// - Parameter day: as it was when the node stopped.
    public init(cap: Int = 500_000_000, day: Day? = nil) {
        self.cap = max(0, cap)
        self.day = day
    }

    public mutating func note(received: Int = 0, sent: Int = 0, at now: Timestamp) {
        var today = today(at: now)
        today.received += max(0, received)
        today.sent += max(0, sent)
        day = today
    }

    /// Bytes of the day so far.
    public func used(at now: Timestamp) -> Int { today(at: now).received + today(at: now).sent }

    /// Whether there is something left for such traffic today.
    /// - Parameter expected: bytes that will come anyway.
    public func allows(_ kind: TrafficKind, at now: Timestamp, expecting expected: Int = 0) -> Bool {
        Double(used(at: now)) + Double(expected) < kind.share * Double(cap)
    }

    /// What may go on now.
    public func allowed(at now: Timestamp, expecting expected: Int = 0) -> [TrafficKind] {
        TrafficKind.allCases.filter { allows($0, at: now, expecting: expected) }
    }

    private func today(at now: Timestamp) -> Day {
        let today = Day(now)
        return day?.number == today.number ? day ?? today : today
    }
}
