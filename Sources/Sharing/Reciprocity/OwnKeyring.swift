import Events

/// When our keys of a period are given to whom: to all contributors when it begins, to those who join at once, or a
/// minute after the ones before.
struct OwnKeyring: Sendable {
    static let pause = Duration.seconds(60)
    /// Readers of a period, of whom half may be new: keys cost nothing.
    static let readers = 2 * Contributors.capacity

    private var period: Period?
    private var given: Set<UInt64> = []
    private var newcomers = 0
    private var next: Timestamp?

    /// Whether anybody may be waiting, before that is looked at.
    func isDue(_ isChanged: Bool, at now: Timestamp) -> Bool {
        period != Period(now) || isChanged && next.map { $0 <= now } ?? true
    }

    /// Those to wrap keys for now; each list goes into one value.
    mutating func take(
        _ contributors: [Contributors.Contributor], at now: Timestamp
    ) -> [[Contributors.Contributor]] {
        turn(to: now)
        let new = contributors.filter { give(to: $0) }
        guard !new.isEmpty else { return [] }
        next = now.adding(Self.pause)
        return stride(from: 0, to: new.count, by: ValueLimits.readers).map { start in
            Array(new[start..<min(start + ValueLimits.readers, new.count)])
        }
    }

    /// - Returns: whether it has none yet, and there is room. Of two with one prefix the second goes without.
    private mutating func give(to reader: Contributors.Contributor) -> Bool {
        guard reader.isReadable ? given.count < Self.readers : newcomers < Self.readers / 2,
            given.insert(reader.author.prefix).inserted
        else { return false }
        if !reader.isReadable { newcomers += 1 }
        return true
    }

    /// A value from before a restart.
    mutating func restore(_ keyring: KeyringBody, of made: Timestamp) {
        let period = Period(made)
        if self.period.map({ $0 < period }) ?? true {
            self.period = period
            given = []
        }
        if self.period == period { given.formUnion(keyring.entries.map(\.reader)) }
    }

    private mutating func turn(to now: Timestamp) {
        guard period != Period(now) else { return }
        period = Period(now)
        given = []
        newcomers = 0
        next = nil
    }
}
