import Events

/// Brings what was missed: closed epochs of the feed, the newest first, then heads of the authors we know, and what these
/// name that we have not. By `get` only: a listener that comes late is sent everything at once, and loses most of it.
public struct Backfill: Sendable {
    public struct Settings: Sendable {
        public var getsPerSecond = 5
        /// How often a place is asked for.
        public var attempts = 3
        public var reach = ValueLimits.lifetime
        /// Places that wait at most; the newest are kept.
        public var places = 20_000
        /// Places of one head that are asked for, unless its author is trusted.
        public var gapsOfHead = 32
        public var authors = 50_000

        public init() {}
    }

    private let settings: Settings
    private var pace: Pace
    /// The newest last.
    private var waiting: [FeedPlace] = []
    private var queued: Set<FeedPlace> = []
    private var tries: LRUTable<FeedPlace, Int>
    private var heads: [AuthorKey] = []
    private var chains: LRUTable<AuthorKey, ReceivedChain>

    public init(_ settings: Settings = Settings()) {
        self.settings = settings
        pace = Pace(perSecond: settings.getsPerSecond)
        tries = LRUTable(capacity: 4 * settings.places)
        chains = LRUTable(capacity: settings.authors)
    }

    public var isIdle: Bool { waiting.isEmpty && heads.isEmpty }
    public var waitingCount: Int { waiting.count + heads.count }

    /// The node was away, or just came: everything that ended since then is asked for.
    public mutating func begin(since: Timestamp?, shards: ClosedRange<UInt16>, at now: Timestamp) {
        let oldest = now.adding(.zero - settings.reach)
        let first = Epoch(max(since ?? oldest, oldest))
        var places: [FeedPlace] = []
        var epoch = Epoch(now)
        while epoch > first, places.count < settings.places {
            epoch = Epoch(number: epoch.number - 1)
            places += shards.reversed().map { FeedPlace(epoch: epoch, shard: $0) }
        }
        for place in places.prefix(settings.places).reversed() { queue(place, at: now) }
        heads = chains.keys
    }

    /// What is there already of the epoch that has not ended: listeners shall be told of news alone.
    public mutating func askForOpen(_ shards: ClosedRange<UInt16>, at now: Timestamp) {
        for shard in shards { queue(FeedPlace(epoch: Epoch(now), shard: shard), isOpen: true, at: now) }
    }

    /// Authors that were heard of, the latest first.
    public var authors: [AuthorKey] { chains.keys }

    /// Reads the heads of authors, too.
    public mutating func ask(_ authors: Set<AuthorKey>) {
        heads += authors.subtracting(heads)
    }

    /// A batch that the engine took.
    /// - Returns: whether one before it seems to be missing.
    @discardableResult
    public mutating func note(_ header: ValueHeader) -> Bool {
        guard header.key.isFeed else { return false }
        var chain = chains.value(for: header.author) ?? ReceivedChain()
        let isGap = chain.note(header.sequence)
        chains.insert(chain, for: header.author)
        return isGap
    }

    /// A head that the engine took.
    public mutating func note(_ header: ValueHeader, _ head: HeadBody, isTrusted: Bool, at now: Timestamp) {
        let chain = chains.value(for: header.author) ?? ReceivedChain()
        chains.insert(chain, for: header.author)
        for place in chain.gaps(head, latest: header.sequence).prefix(isTrusted ? .max : settings.gapsOfHead) {
            queue(place, at: now)
        }
    }

    /// The keys to get now.
    public mutating func next(at now: Timestamp) -> [KeyName] {
        var keys: [KeyName] = []
        let room = pace.room(at: now)
        while keys.count < room, !isIdle {
            if let place = waiting.popLast() {
                queued.remove(place)
                tries.insert((tries.value(for: place) ?? 0) + 1, for: place)
                keys.append(place.key)
            } else if let author = heads.popLast() {
                keys.append(.head(author))
            }
        }
        pace.use(keys.count)
        return keys
    }

    /// A `get` ended. One that did not come to its end is tried again; what a full key holds beyond its limit is known to
    /// the heads alone.
    public mutating func finished(_ key: KeyName, _ reading: KeyReading, at now: Timestamp) {
        guard case .feed(let place) = key, !reading.isDone else { return }
        queue(place, at: now)
    }

    private mutating func queue(_ place: FeedPlace, isOpen: Bool = false, at now: Timestamp) {
        // What has not ended yet comes to the listener.
        guard isOpen || place.epoch.end <= now, place.epoch.end > now.adding(.zero - settings.reach),
            (tries.value(for: place) ?? 0) < settings.attempts, queued.insert(place).inserted
        else { return }
        var (low, high) = (0, waiting.count)
        while low < high {
            let middle = (low + high) / 2
            if waiting[middle].isBefore(place) { low = middle + 1 } else { high = middle }
        }
        waiting.insert(place, at: low)
        if waiting.count > settings.places { queued.remove(waiting.removeFirst()) }
    }
}

extension FeedPlace {
    /// The order of epochs, and of shards within.
    fileprivate func isBefore(_ other: FeedPlace) -> Bool {
        epoch != other.epoch ? epoch < other.epoch : shard < other.shard
    }
}
