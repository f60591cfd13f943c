/// How many values the original nodes' key holds, as far as one node can see: by asking now and then, and by what a
/// listen tells. With thousands of them an answer holds none, so that the larger of both counts.
struct LegacyKeyCount {
    typealias Instant = ContinuousClock.Instant

    /// Between two look-ups. The backlog comes with them, too.
    static let interval = Duration.seconds(600)
    /// An answer that never comes is asked for again.
    static let patience = Duration.seconds(60)
    /// More are not told apart: it is far more than is allowed.
    static let limit = 8_192

    private var asked: Instant?
    private var isUnderWay = false
    private var found: Set<UInt64> = []
    private var answered: Int?
    /// Values that a listen told of, by when it was last heard of them.
    private var heard: [UInt64: Instant] = [:]

    /// Whether to look the key up now.
    mutating func isDue(at now: Instant, isConnected: Bool) -> Bool {
        guard isConnected else { return false }
        if let asked, now - asked < (isUnderWay ? Self.patience : Self.interval) { return false }
        asked = now
        isUnderWay = true
        found = []
        return true
    }

    mutating func find(_ id: UInt64) {
        if found.count < Self.limit { found.insert(id) }
    }

    mutating func finish() {
        isUnderWay = false
        answered = found.count
        found = []
    }

    mutating func hear(_ id: UInt64, at now: Instant) {
        if heard.count < Self.limit || heard[id] != nil { heard[id] = now }
    }

    /// nil before the first answer.
    mutating func count(at now: Instant) -> Int? {
        guard let answered else { return nil }
        if heard.count > LegacySender.keyLimit { heard = heard.filter { now - $0.value < NetworkLimits.lifetime } }
        return max(answered, heard.count)
    }
}
