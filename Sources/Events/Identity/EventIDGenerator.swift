import Synchronization

/// Hands out event ids that only rise, on any thread, also when the clock is set back: it then counts on
/// from the last one.
public final class EventIDGenerator: Sendable {
    private let last: Atomic<Int64>
    /// Keys the tails of UUIDs, so that nobody outside can tell the next one.
    private let secret: (UInt64, UInt64) = (.random(in: .min ... .max), .random(in: .min ... .max))

    /// - Parameter last: the highest id in use, so that a restart never gives one out twice.
    public init(after last: EventID = EventID(rawValue: 0)) {
        self.last = Atomic(last.rawValue)
    }

    public func next(at time: Timestamp) -> EventID {
        let earliest = EventID(startOf: time).rawValue
        var previous = last.load(ordering: .relaxed)
        while true {
            let candidate = max(previous &+ 1, earliest)
            let (exchanged, current) = last.compareExchange(
                expected: previous, desired: candidate, ordering: .relaxed)
            if exchanged { return EventID(rawValue: candidate) }
            previous = current
        }
    }

    /// The version 7 UUID of an id that this generator gave out. Its tail is a keyed hash of the id, which
    /// costs no system call: `Hasher` is SipHash under a key drawn anew in each process.
    public func uuid(of id: EventID) -> UUIDBytes {
        var hasher = Hasher()
        hasher.combine(secret.0)
        hasher.combine(secret.1)
        hasher.combine(id)
        return id.uuid(random: UInt64(bitPattern: Int64(hasher.finalize())))
    }
}
