import Events
import SIP
import Telephony

/// Decides what of the values that others made is believed, and how far. Values go in, evidence comes out; each value that
/// is dropped and each event that is left out is counted by its reason.
public struct TrustEngine: Sendable {
    public struct Bounds: Sendable {
        /// Values that are remembered as known.
        public var seen = 1_000_000
        /// Authors with keys that are old enough to count, and as many others.
        public var authors = 50_000
        /// Subjects of which there is evidence that can count, and as many of which there is other.
        public var subjects = 200_000
        /// Authors of a subject that are kept, if a quorum of a quarter of them is asked for; 16 at least.
        public var authorsOfSubject = 256

        public init() {}
    }

    /// A value that passed.
    public struct Acceptance: Sendable {
        public let value: SignedValue
        /// What it adds; of a head nothing, of a sealed batch nothing yet.
        public let evidence: [Evidence]
    }

    public var policy: TrustPolicy
    let network: UInt32
    let own: AuthorKey
    let group: GroupSecret?

    var seen: LRUTable<UInt64, UInt64>
    var authors: AuthorTable
    private var ledger: EvidenceLedger

    public internal(set) var drops: [DropReason: Int] = [:]
    public private(set) var rejections: [EventRejection: Int] = [:]

    /// - Parameters:
    ///   - network: the id of the network.
    ///   - own: our own key, whose values we know.
    ///   - group: if given, only values sealed with its secret are heard, and its members are believed alone.
    public init(
        policy: TrustPolicy, network: UInt32, own: AuthorKey, group: GroupSecret? = nil, bounds: Bounds = Bounds()
    ) {
        self.policy = policy
        self.network = network
        self.own = own
        self.group = group
        seen = LRUTable(capacity: bounds.seen)
        authors = AuthorTable(capacity: bounds.authors, keyAge: policy.keyAge)
        ledger = EvidenceLedger(
            capacity: bounds.subjects, authorsOfSubject: max(16, min(4 * policy.quorum, bounds.authorsOfSubject)))
    }

    /// Looks at a value.
    public mutating func receive(_ received: ReceivedValue, at now: Timestamp) throws(DropReason) -> Acceptance {
        do {
            let value = try check(received, at: now)
            guard case .batch(let batch) = value.value.body else { return Acceptance(value: value, evidence: []) }
            return Acceptance(value: value, evidence: take(batch, value.value.header, at: now))
        } catch {
            drops[error, default: 0] += 1
            throw error
        }
    }

    /// Counts what was dropped before it came here.
    public mutating func noteDropped(_ reason: DropReason) { drops[reason, default: 0] += 1 }

    /// An author's packet came from this address.
    public mutating func note(_ author: AuthorKey, from address: IPAddress, at now: Timestamp) {
        guard var standing = authors[author] else { return }
        standing.note(policy.network(of: address), at: now)
        authors.set(standing, of: author, at: now)
    }

    /// An author goes on under another key, with its age and standing; the old one counts no more.
    /// - Returns: whether that was new.
    @discardableResult
    public mutating func note(_ rotation: Rotation, at now: Timestamp) -> Bool {
        guard var standing = authors[rotation.old], !standing.isOver, rotation.old != own, rotation.new != own else {
            return false
        }
        // It may have been heard of under the new key first, which is as new then as any.
        authors.set(authors[rotation.new].map(standing.taking) ?? standing, of: rotation.new, at: now)
        standing.end()
        authors.set(standing, of: rotation.old, at: now)
        if policy.trustedAuthors.remove(rotation.old) != nil { policy.trustedAuthors.insert(rotation.new) }
        if policy.blockedAuthors.contains(rotation.old) { policy.blockedAuthors.insert(rotation.new) }
        return true
    }

    public func standing(of author: AuthorKey) -> AuthorStanding? { authors[author] }

    /// What to keep over a restart: without it all keys would be new again.
    public var standings: [(AuthorKey, AuthorStanding)] { authors.all }

    public mutating func restore(_ standing: AuthorStanding, of author: AuthorKey, at now: Timestamp) {
        authors.set(standing, of: author, at: now)
    }

    /// What was said of a subject, with what is known of those who said it.
    public func evidence(of subject: Subject) -> [WeighedEvidence] {
        ledger.evidence(of: subject).filter { !policy.blockedAuthors.contains($0.author) }.compactMap { evidence in
            var evidence = evidence
            // What it said while it was trusted no longer counts alone.
            if evidence.origin == .trusted, !policy.trustedAuthors.contains(evidence.author) {
                evidence.origin = .anyone
            }
            return authors[evidence.author].map { WeighedEvidence(evidence, $0) }
        }
    }

    public func isActionable(_ subject: Subject, at now: Timestamp) -> Bool {
        Verdict.isActionable(evidence(of: subject), policy, at: now)
    }

    /// What a batch that passed adds. A sealed one passes before it can be read.
    mutating func take(_ batch: BatchBody, _ header: ValueHeader, at now: Timestamp) -> [Evidence] {
        let author = header.author
        let origin: Evidence.Origin =
            policy.trustedAuthors.contains(author) ? .trusted : group != nil ? .group : .anyone
        var standing = authors.standing(of: author, at: now)
        let canCount = authors.isGrown(author) && standing.network != nil
        var taken: [Evidence] = []
        for event in batch.events {
            if let reason = rejection(of: event, made: header.created, &standing, author, at: now) {
                rejections[reason, default: 0] += 1
                continue
            }
            for subject in event.subjects {
                let evidence = Evidence(
                    subject: subject, author: author, origin: origin, first: event.first, last: event.last,
                    attempts: UInt64(event.attempts), isProven: event.isProven)
                // Under look-up keys stands what was in the feed, too.
                if !header.key.isFeed, ledger.covers(evidence) { continue }
                let isWeighty = origin > .anyone || canCount && (event.isProven || policy.countsUnproven)
                ledger.add(evidence, from: standing.network, isWeighty: isWeighty)
                taken.append(evidence)
            }
        }
        authors.set(standing, of: author, at: now)
        return taken
    }

    private func rejection(
        of event: BatchEvent, made time: Timestamp, _ standing: inout AuthorStanding, _ author: AuthorKey,
        at now: Timestamp
    ) -> EventRejection? {
        if let reason = policy.rules.rejection(of: event) { return reason }
        guard event.first >= now.adding(.zero - policy.oldest), event.last <= now.adding(policy.ahead) else {
            return .clock
        }
        let isNew = !policy.trustedAuthors.contains(author) && !ledger.has(.address(event.address), from: author)
        return isNew && !standing.noteNewAddress(made: time, policy, at: now) ? .quota : nil
    }
}

extension BatchEvent {
    /// What it is evidence of.
    fileprivate var subjects: [Subject] { [.address(address)] + (e164.map { [.number($0)] } ?? []) }
}
