import Events

/// Our own batches in the feed, each with the hash of the one before, and the head that says where they are.
public struct OwnChain: Sendable {
    /// How long a head lives: it is put again with each new batch, and hourly.
    private static let lifeOfHead = Duration.seconds(2 * 3_600)

    private struct Link {
        let place: FeedPlace
        let expires: Timestamp
    }

    private let identity: Identity
    private let network: UInt32
    private let form: BatchForm
    private var sequence: UInt64?
    private var previous: ValueDigest?
    /// The latest first.
    private var links: [Link] = []

    public init(_ identity: Identity, network: UInt32) {
        self.init(identity, network: network, .open)
    }

    init(_ identity: Identity, network: UInt32, _ form: BatchForm) {
        self.identity = identity
        self.network = network
        self.form = form
    }

    /// Goes on behind the batches that were kept over a restart, in any order.
    public mutating func restore(_ values: [SignedValue], at now: Timestamp) {
        let own = values.filter { $0.value.header.author == identity.author && $0.value.header.key.isFeed }
            .sorted { $0.value.header.sequence > $1.value.header.sequence }
        guard let latest = own.first else { return }
        sequence = latest.value.header.sequence
        previous = latest.digest
        links = []
        for (offset, value) in own.enumerated() {
            let header = value.value.header
            // A head names sequences without a gap.
            guard header.sequence &+ UInt64(offset) == sequence, header.expires > now, links.count < ValueLimits.links,
                case .feed(let place) = header.key
            else { break }
            links.append(Link(place: place, expires: header.expires))
        }
    }

    /// The next batch. A chain that has no beginning, or has lost it, begins with the seconds since 1970, so that no
    /// sequence comes twice.
    /// - Returns: nil when the events have no place in a batch.
    public mutating func batch(_ events: [BatchEvent], width: UInt8, at now: Timestamp) -> SignedValue? {
        let sequence = self.sequence.map { $0 &+ 1 } ?? UInt64(max(1, now.seconds))
        let epoch = Epoch(now)
        let place = FeedPlace(
            epoch: epoch, shard: ShardWidth.shard(of: identity.author, in: epoch, width: width))
        let header = ValueHeader(
            network: network, key: place.key, author: identity.author, sequence: sequence, previous: previous,
            created: now.wholeSeconds, expires: now.wholeSeconds.adding(ValueLimits.lifetime))
        let body = BatchBody(width: min(width, ShardWidth.maximum), events: events)
        guard let value = SignedValue(body, header, form, by: identity) else { return nil }
        self.sequence = sequence
        previous = value.digest
        links.insert(Link(place: place, expires: header.expires), at: 0)
        if links.count > ValueLimits.links { links.removeLast() }
        return value
    }

    /// Where the batches are that live; nil before the first. At most one an epoch is worth putting: nodes keep the first.
    public func head(at now: Timestamp) -> SignedValue? {
        guard let sequence else { return nil }
        let live = links.filter { $0.expires > now }.map(\.place)
        let header = ValueHeader(
            network: network, key: .head(identity.author), author: identity.author, sequence: sequence,
            previous: previous, created: now.wholeSeconds, expires: now.wholeSeconds.adding(Self.lifeOfHead))
        return SignedValue(SharedValue(header, .head(HeadBody(links: live))), by: identity)
    }
}
