import Events

/// When our head is put: once an epoch at most, after a batch, and hourly.
struct HeadSchedule: Sendable {
    private static let interval = Duration.seconds(3_600)
    /// Nodes do not put theirs all at once when an epoch begins.
    private static let jitter: UInt64 = 60

    private let offset: Duration
    private var isDue = false
    private var last: Timestamp?

    init(of author: AuthorKey) {
        offset = .seconds(Int64(ValueDigest(of: author.bytes).head % Self.jitter))
    }

    /// The head is another one now.
    mutating func noteBatch() { isDue = true }

    /// Whether to put it now.
    mutating func take(at now: Timestamp) -> Bool {
        guard let last else {
            guard isDue else { return false }
            return put(at: now)
        }
        guard Epoch(last) != Epoch(now), now >= Epoch(now).start.adding(offset),
            isDue || now >= last.adding(Self.interval)
        else { return false }
        return put(at: now)
    }

    private mutating func put(at now: Timestamp) -> Bool {
        isDue = false
        last = now
        return true
    }
}
