import Events
import SIP

/// Decides everything in the second network: what of our own events is shared and when, what is listened to and asked
/// for, what of the answers is believed. Events, reports and the time go in, actions come out.
struct Exchange: Sendable {
    /// Values that are looked at a step: a signature costs a tenth of a millisecond.
    static let valuesOfStep = 256

    let settings: ExchangeSettings
    let identity: Identity

    var engine: TrustEngine
    var width = ShardWidth()
    var epoch: Epoch?
    var builder: BatchBuilder
    var chain: OwnChain
    var lookupValues: LookupValues
    var batches = Republication(.batches)
    var lookups = Republication(.lookups)
    var lookupPace = Pace(perSecond: 5)
    var heads: HeadSchedule
    var rotation: RotationNotice?
    /// Only in a group.
    var reciprocity: Reciprocity?

    var requests = NetworkRequests()
    var listens: FeedListens
    var backfill = Backfill()
    var headRounds = HeadRounds()
    var queue = ReceiveQueue()
    /// Values that were ever looked at, to tell when those of a question have been.
    var looked = 0
    var questions = PendingLookups()
    var tallies: [AuthorKey: AuthorTally] = [:]
    var nextNotes: Timestamp?

    /// Nodes that answered lately.
    var goodNodes = 0
    var isConnected = false
    /// When somebody was there last; nil: never.
    var lastConnected: Timestamp?
    var allowed = Set(TrafficKind.allCases)
    var counts = ExchangeCounts()
    /// What to do next.
    var actions: [ExchangeAction] = []

    init(_ identity: Identity, _ settings: ExchangeSettings) {
        self.settings = settings
        self.identity = identity
        engine = TrustEngine(
            policy: settings.policy, network: settings.network, own: identity.author, group: settings.group)
        builder = BatchBuilder(rules: settings.policy.rules)
        reciprocity = settings.group.flatMap { _ in Reciprocity(identity, isOn: settings.isReciprocal) }
        let form = reciprocity?.form ?? .open
        chain = OwnChain(identity, network: settings.network, form)
        lookupValues = LookupValues(identity, network: settings.network, form)
        heads = HeadSchedule(of: identity.author)
        listens = FeedListens(of: identity.author)
    }

    /// What was kept over a restart.
    mutating func restore(_ memory: ExchangeMemory, at now: Timestamp) {
        // The one given last is forgotten last.
        for (author, standing) in memory.standings.reversed() { engine.restore(standing, of: author, at: now) }
        lastConnected = memory.lastConnected
        let own = memory.own.filter { value in
            value.value.header.author == identity.author && value.value.header.expires > now
                // What was said to a group stays there.
                && (settings.group != nil || !value.value.body.isOfGroup)
        }
        chain.restore(own, at: now)
        builder.restore(own.filter { $0.value.header.key.isFeed }.map(\.value.header.created), at: now)
        for value in own {
            switch value.value.header.key {
            case .feed: batches.restore(value)
            case .keyring: reciprocity?.restore(value)
            default: lookups.restore(value)
            }
            lookupValues.restore(value)
        }
        reciprocity?.restore(engine.standings, at: now)
        rotation = memory.rotation.map(RotationNotice.init)
        if !own.isEmpty { heads.noteBatch() }
    }

    /// Whom the user believes alone, and whom never.
    mutating func decide(trusted: Set<AuthorKey>, blocked: Set<AuthorKey>) {
        engine.policy.trustedAuthors = settings.policy.trustedAuthors.union(trusted)
        engine.policy.blockedAuthors = blocked
    }

    /// What there is room for in the day's budget.
    mutating func allow(_ kinds: Set<TrafficKind>) { allowed = kinds }

    /// An address of this node: nobody shall be warned of it.
    mutating func noteOwn(_ address: IPAddress) {
        guard engine.policy.rules.ownAddresses.count < 1_024,
            engine.policy.rules.ownAddresses.insert(address).inserted
        else { return }
        builder.rules = engine.policy.rules
    }

    /// What there is to do by now.
    mutating func advance(to now: Timestamp) -> [ExchangeAction] {
        turnEpoch(at: now)
        connect(at: now)
        if let events = builder.batch(at: now) { publish(events, at: now) }
        giveKeys(at: now)
        putOwn(at: now)
        changeListens(at: now)
        askForMissed(at: now)
        lookAtValues(at: now)
        askForKeys(at: now)
        endRequests(at: now)
        answerQuestions(at: now)
        noteAuthors(at: now)
        defer { actions.removeAll(keepingCapacity: true) }
        return actions
    }

    /// The node stops: what was collected is shared yet.
    mutating func finish(at now: Timestamp) -> [ExchangeAction] {
        if let events = builder.take() { publish(events, at: now) }
        nextNotes = nil
        return advance(to: now)
    }

    private mutating func turnEpoch(at now: Timestamp) {
        let current = Epoch(now)
        guard current != epoch else { return }
        let shards = width.shards
        if epoch != nil { width.endEpoch() }
        epoch = current
        // A wider feed has shards that nobody asked for yet.
        if width.shards.upperBound > shards.upperBound, isConnected { beginBackfill(since: nil, at: now) }
    }

    private mutating func connect(at now: Timestamp) {
        let wasConnected = isConnected
        isConnected = goodNodes > 0
        if isConnected, !wasConnected {
            beginBackfill(since: lastConnected, at: now)
            batches.spread(from: now)
            lookups.spread(from: now)
            reciprocity?.keyrings.spread(from: now)
        }
        if isConnected { lastConnected = now }
    }

    func infoHash(_ name: KeyName) -> InfoHash { name.infoHash(in: settings.group) }
}
