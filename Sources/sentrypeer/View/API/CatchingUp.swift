import Events

/// Knows which events of a node were shown, so that a connection that was lost can be taken up without a gap and
/// without showing any twice.
struct CatchingUp {
    /// Events that are remembered, and that are asked for after a gap.
    private static let capacity = 4_096
    private static let longestGap = 5_000
    /// How far to look back: events are committed in about the order of their times.
    private static let disorder = Duration.seconds(-5)

    /// How many of those that are there at the start are wanted.
    let newest: Int
    private(set) var hasBegun = false
    private var lastTime: Timestamp?
    /// Of the newest event when it began: what is older was not wanted.
    private var startTime: Timestamp?
    private var known: Set<String> = []
    private var order: [String] = []

    init(newest: Int) {
        self.newest = newest
    }

    /// What to ask for when a connection is new: how many events, and since when, as a parameter of the URL.
    var request: (count: Int, since: String) {
        // One at least, to know later what is newer.
        guard hasBegun else { return (max(newest, 1), "") }
        let since = lastTime.map { "&since=\(PercentText.encode($0.adding(Self.disorder).description))" }
        return (Self.longestGap, since ?? "")
    }

    /// Notes that what there was has been asked for.
    mutating func begin() {
        if !hasBegun { startTime = lastTime }
        hasBegun = true
    }

    /// - Parameter isAsked: whether it came in an answer rather than by itself.
    mutating func isNew(_ event: SeenEvent, isAsked: Bool) -> Bool {
        let time = Timestamp(event.time)
        if isAsked, hasBegun, let time, let startTime, time <= startTime { return false }
        guard known.insert(event.uuid).inserted else { return false }
        order.append(event.uuid)
        if order.count >= 2 * Self.capacity {
            for uuid in order.prefix(Self.capacity) { known.remove(uuid) }
            order.removeFirst(Self.capacity)
        }
        if let time { lastTime = max(lastTime ?? time, time) }
        return true
    }
}
