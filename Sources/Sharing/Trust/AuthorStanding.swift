import Events
import SIP

/// What is known of an author: how long, from where, and whether it kept to its quotas.
public struct AuthorStanding: Hashable, Sendable {
    /// When we first heard of its key. What an author says of its age proves nothing.
    public var firstSeen: Timestamp
    public var lastSeen: Timestamp
    /// The network that its packets came from, where that was seen.
    public var network: IPAddress?
    /// It does not count before.
    public var loweredUntil: Timestamp?
    /// When it was seen there last.
    var networkSeen: Timestamp?

    private var batches = QuotaCounter()
    private var newAddresses = QuotaCounter()

    public init(firstSeen: Timestamp) {
        self.firstSeen = firstSeen
        lastSeen = firstSeen
    }

    public func isLowered(at now: Timestamp) -> Bool { loweredUntil.map { now < $0 } ?? false }

    /// The author was seen in a network. Whoever copies its values at once could seem to be it: the one that was seen
    /// within a day stays.
    mutating func note(_ network: IPAddress, at now: Timestamp) {
        if let known = self.network, known != network, now < (networkSeen ?? lastSeen).adding(Self.stay) { return }
        self.network = network
        networkSeen = now
    }

    private static let stay = Duration.seconds(86_400)

    /// The author goes on under another key: this one counts no more.
    mutating func end() { loweredUntil = Timestamp(nanoseconds: .max) }

    var isOver: Bool { loweredUntil?.nanoseconds == .max }

    /// The same author's standing under the key that it has now, with what is worse of both.
    func taking(_ other: AuthorStanding) -> AuthorStanding {
        var standing = other
        standing.firstSeen = min(firstSeen, other.firstSeen)
        standing.network = other.network ?? network
        standing.loweredUntil = [loweredUntil, other.loweredUntil].compactMap(\.self).max()
        return standing
    }

    /// Quotas count by the time that a batch was made at, not received at: one that was away may catch up.
    mutating func noteBatch(made time: Timestamp, _ policy: TrustPolicy, at now: Timestamp) -> Bool {
        guard !batches.count(in: time.seconds / 3_600, atMost: policy.batchesPerHour) else { return true }
        loweredUntil = now.adding(policy.probation)
        return false
    }

    mutating func noteNewAddress(made time: Timestamp, _ policy: TrustPolicy, at now: Timestamp) -> Bool {
        guard !newAddresses.count(in: time.seconds / 86_400, atMost: policy.newAddressesPerDay) else { return true }
        loweredUntil = now.adding(policy.probation)
        return false
    }
}

/// Counts what happens in each of the latest periods.
struct QuotaCounter: Hashable, Sendable {
    private static let periods = 28
    private var counts: [Int64: Int] = [:]

    /// - Returns: whether there was room for one more.
    mutating func count(in period: Int64, atMost limit: Int) -> Bool {
        if counts.count >= Self.periods, counts[period] == nil, let oldest = counts.keys.min() {
            guard oldest < period else { return false }
            counts[oldest] = nil
        }
        guard counts[period, default: 0] < limit else { return false }
        counts[period, default: 0] += 1
        return true
    }
}
