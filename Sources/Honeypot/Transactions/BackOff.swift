import Events

/// When a message goes out again while nothing answers it, and when that is given up: at intervals that
/// double from T1, for 64·T1 (RFC 3261 §13.3.1.4, §17.1.2.2, §17.2.1; RFC 3262 §3).
struct BackOff: Hashable, Sendable {
    enum Due: Hashable, Sendable { case nothing, sendAgain, giveUp }

    private var interval = TimerValues.t1
    private let ceiling: Duration
    private var next: Timestamp?
    private let end: Timestamp

    /// - Parameters:
    ///   - now: when the message went out for the first time.
    ///   - ceiling: the longest interval.
    ///   - isRepeated: false where the transport carries the message safely.
    init(from now: Timestamp, ceiling: Duration = TimerValues.t2, isRepeated: Bool = true) {
        self.ceiling = ceiling
        end = now.adding(TimerValues.timeout)
        next = isRepeated ? now.adding(interval) : nil
    }

    var deadline: Timestamp { min(next ?? end, end) }

    /// What is due. Late is late: a clock that jumps does not make up for what it passed over.
    mutating func fire(at now: Timestamp) -> Due {
        if now >= end { return .giveUp }
        guard let next, now >= next else { return .nothing }
        interval = min(interval * 2, ceiling)
        self.next = now.adding(interval)
        return .sendAgain
    }

    /// From now on at the longest interval (§17.1.2.2, timer E in Proceeding).
    mutating func slowDown() {
        interval = ceiling
    }
}
