import Events

/// In a group: what we give to whom so that it can read us, and what others gave us.
struct Reciprocity: Sendable {
    let identity: Identity
    let agreement: Agreement
    /// Whether our own batches are sealed. Those of others are read either way.
    let isOn: Bool

    var contributors = Contributors()
    var own = OwnKeyring()
    /// Our own, which live as long as they are put again.
    var keyrings = Republication(.keyrings)
    var keys = ReceivedKeys()
    var waiting = WaitingRoom()
    var asks = KeyringAsks()
    private var restored: Set<UInt64> = []
    private var period: Period?

    /// Nil only if the system's cryptography fails.
    init?(_ identity: Identity, isOn: Bool) {
        guard let agreement = Agreement(identity) else { return nil }
        self.identity = identity
        self.agreement = agreement
        self.isOn = isOn
    }

    /// How our batches are written.
    var form: BatchForm { isOn ? .sealed(agreement.key) : .named(agreement.key) }

    /// A keyring of ours from before a restart.
    mutating func restore(_ value: SignedValue) {
        guard case .keyring(let keyring) = value.value.body else { return }
        keyrings.restore(value)
        own.restore(keyring, of: value.value.header.created)
        restored.formUnion(keyring.entries.map(\.reader))
    }

    /// Whoever was given keys at last gave something. Whoever is known for more than a day and was not, did not. Were we
    /// away for too long to tell, all are new again.
    mutating func restore(_ standings: [(AuthorKey, AuthorStanding)], at now: Timestamp) {
        guard !restored.isEmpty else { return }
        for (author, standing) in standings where standing.lastSeen.adding(Contributors.window) > now {
            if restored.contains(author.prefix) {
                contributors.restore(author, standing)
            } else if standing.firstSeen.adding(Contributors.grace) <= now {
                contributors.restoreUnread(author, standing)
            }
        }
        restored = []
    }

    /// We gave something to the group.
    mutating func noteOwnBatch(at now: Timestamp) {
        contributors.noteOwnBatch(at: now)
        asks.hurry(at: now)
    }

    /// Our keys, for those contributors who have them not yet.
    mutating func bodies(without blocked: Set<AuthorKey>, at now: Timestamp) -> [KeyringBody] {
        guard isOn, own.isDue(contributors.isChanged, at: now) else { return [] }
        let contributors = contributors.take(at: now).filter { !blocked.contains($0.author) }
        let keys = PeriodKeys(Period(now), of: identity)
        return own.take(contributors, at: now).compactMap { readers in
            let entries = readers.compactMap { agreement.wrap(keys, for: $0.author, $0.agreement) }
            return entries.isEmpty
                ? nil : KeyringBody(agreement: agreement.key, entries: entries.sorted { $0.reader < $1.reader })
        }
    }

    /// A sealed batch or a keyring that passed.
    /// - Returns: batches that can be read now, and how many gave up their places.
    mutating func hear(_ value: SharedValue, at now: Timestamp) -> (readable: [WaitingRoom.Waiting], gone: Int) {
        let header = value.header
        let author = header.author
        switch value.body {
        case .sealed(let batch):
            contributors.note(header, batch.agreement, at: now)
            let new = WaitingRoom.Waiting(header: header, batch: batch)
            return keys.key(of: author, header.period) == nil ? ([], waiting.add(new)) : ([new], 0)
        case .keyring(let keyring):
            contributors.name(author, keyring.agreement)
            guard let given = agreement.unwrap(keyring, of: author, header.period) else { return ([], 0) }
            keys.add(given, of: author)
            asks.hurry(author, at: now)
            return (waiting.take(of: author) { [keys] in keys.key(of: author, $0) != nil }, 0)
        case .batch, .head: return ([], 0)
        }
    }

    func batch(in waiting: WaitingRoom.Waiting) throws(DropReason) -> BatchBody {
        guard let key = keys.key(of: waiting.header.author, waiting.header.period) else { throw .sealed }
        return try waiting.batch.opened(by: key, waiting.header)
    }

    /// The authors whose keyrings to ask for.
    mutating func asked(at now: Timestamp) -> [AuthorKey] {
        if period != Period(now) {
            if period != nil { contributors.forgetUnnamed() }
            period = Period(now)
            asks.hurry(at: now)
        }
        let authors = waiting.authors + contributors.unnamed
        return authors.isEmpty ? [] : asks.take(authors, at: now)
    }
}
