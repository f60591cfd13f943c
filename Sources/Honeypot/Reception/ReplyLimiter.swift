import Events
import SIP
import Synchronization

/// Keeps the node from being a weapon. The source of a datagram is forged with ease, so that an answer
/// may hit a stranger: towards an address that has not proved that it receives what we send, at most
/// three bytes leave for one that came (the rule of RFC 9000 §8.1). Beyond `limit` answers a second to a
/// /24 or /56 it is one for one, beyond twice that nothing. Events are recorded all the same.
struct ReplyLimiter {
    /// What may be sent for one datagram.
    enum Allowance: Equatable {
        /// The address has proved itself.
        case unlimited
        /// At most so many bytes in all.
        case bytes(Int)
        /// At most so many bytes, and as short an answer as there is.
        case shortBytes(Int)
        case nothing
    }

    static let amplification = 3
    /// How long a proof holds.
    static let proofLifetime = Duration.seconds(60)
    private static let capacity = 16_384
    private static let second: Int64 = 1_000_000_000

    /// Nanoseconds that one answer takes from its prefix's share; nil when there is no share at all.
    private let cost: Int64?
    /// The moment by which a prefix has paid for the answers it was given: a leaky bucket in one number
    /// (the generic cell rate algorithm).
    private var paidUntil = RecencyTable<Int64>(capacity: capacity)
    private var proofs = RecencyTable<Void>(capacity: capacity)

    /// - Parameter limit: answers a second to each /24 or /56; 0 for none.
    init(limit: Int) {
        cost = limit > 0 ? max(Self.second / Int64(limit), 1) : nil
    }

    /// What may be sent to `source` for `bytes` received, reckoning with `answers` messages.
    mutating func allowance(for source: Endpoint, bytes: Int, answers: Int, at now: Timestamp) -> Allowance {
        if proofs.value(for: Self.key(source), at: now) != nil { return .unlimited }
        guard let cost else { return .nothing }
        let prefix = Self.prefix(of: source)
        let start = max(paidUntil.value(for: prefix, at: now) ?? 0, now.nanoseconds)
        let backlog = start - now.nanoseconds
        // One second's worth of answers in advance at the full factor, one more at the small one.
        if backlog >= 2 * Self.second { return .nothing }
        let paid = start + cost * Int64(answers)
        paidUntil.set(paid, for: prefix, until: Timestamp(nanoseconds: paid))
        return backlog < Self.second ? .bytes(Self.amplification * bytes) : .shortBytes(bytes)
    }

    /// Counts further answers to a datagram that was allowed some.
    mutating func charge(_ source: Endpoint, answers: Int, at now: Timestamp) {
        guard let cost, answers > 0 else { return }
        let prefix = Self.prefix(of: source)
        let start = max(paidUntil.value(for: prefix, at: now) ?? 0, now.nanoseconds)
        let paid = start + cost * Int64(answers)
        paidUntil.set(paid, for: prefix, until: Timestamp(nanoseconds: paid))
    }

    /// Whether so many answers went to the source's network of late that nothing may go out unasked.
    func isOverLimit(_ source: Endpoint, at now: Timestamp) -> Bool {
        guard cost != nil else { return true }
        return (paidUntil.value(for: Self.prefix(of: source), at: now) ?? 0) - now.nanoseconds >= Self.second
    }

    /// Notes that `source` has shown something that only a receiver of ours can know.
    mutating func prove(_ source: Endpoint, at now: Timestamp) {
        proofs.set((), for: Self.key(source), until: now.adding(Self.proofLifetime))
    }

    private static func prefix(of source: Endpoint) -> UInt64 {
        key(source.address.prefix(source.address.isV4 ? 24 : 56))
    }

    private static func key(_ value: some Hashable) -> UInt64 {
        UInt64(bitPattern: Int64(value.hashValue))
    }
}

extension ReplyLimiter {
    /// One limiter for all threads.
    final class Shared: Sendable {
        private let limiter: Mutex<ReplyLimiter>

        init(limit: Int) {
            limiter = Mutex(ReplyLimiter(limit: limit))
        }

        func allowance(for source: Endpoint, bytes: Int, answers: Int, at now: Timestamp) -> Allowance {
            limiter.withLock { $0.allowance(for: source, bytes: bytes, answers: answers, at: now) }
        }

        func charge(_ source: Endpoint, answers: Int, at now: Timestamp) {
            limiter.withLock { $0.charge(source, answers: answers, at: now) }
        }

        func isOverLimit(_ source: Endpoint, at now: Timestamp) -> Bool {
            limiter.withLock { $0.isOverLimit(source, at: now) }
        }

        func prove(_ source: Endpoint, at now: Timestamp) {
            limiter.withLock { $0.prove(source, at: now) }
        }
    }
}
