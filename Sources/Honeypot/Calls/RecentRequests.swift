import Events
import SIP

/// The last few requests of a dialog and what they got, so that each gets the same when it comes again
/// (RFC 3261 §17.2.2) and counts once.
struct RecentRequests: Sendable {
    enum Answer: Hashable, Sendable {
        case reply(CallReply)
        /// An INVITE that was taken: its 2xx is repeated by itself, and not for the request (RFC 6026 §7.1).
        case absorbed
        /// The answer is not the call's.
        case callers
    }

    private struct Entry {
        let key: TransactionKey
        let answer: Answer
        var transaction: ServerTransaction
    }

    private static let limit = 8
    private var entries: [Entry] = []

    /// Whether one of that key is remembered.
    func holds(_ key: TransactionKey) -> Bool {
        entries.contains { $0.key == key }
    }

    /// What the request got when it came first; nil when it is new.
    mutating func answer(to key: TransactionKey, at now: Timestamp) -> Answer? {
        for index in entries.indices where entries[index].key == key {
            guard entries[index].transaction.receive(.request, at: now) == .sendAgain else { return nil }
            return entries[index].answer
        }
        return nil
    }

    /// Remembers a request. The oldest gives way.
    ///
    /// - Parameter isReliable: whether the transport repeats nothing by itself, so that nothing has to be
    ///   remembered (timer J of zero).
    mutating func append(_ key: TransactionKey, _ answer: Answer, isReliable: Bool, at now: Timestamp) {
        var transaction = ServerTransaction(isReliable: isReliable)
        let status = if case .reply(let reply) = answer { reply.status } else { SIPStatus.ok }
        _ = transaction.receive(.response(status), at: now)
        guard transaction.state == .completed else { return }
        entries.removeAll { $0.key == key }
        if entries.count >= Self.limit { entries.removeFirst() }
        entries.append(Entry(key: key, answer: answer, transaction: transaction))
    }
}
