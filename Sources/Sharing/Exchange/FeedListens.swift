import Events

/// The shards that are listened to: those of the epoch, of the one before for a while, since its last batches are under
/// way, and of the next one shortly before it begins, each node at a moment of its own.
struct FeedListens: Sendable {
    private static let grace = Duration.seconds(60)
    private static let shortestLead: UInt64 = 10
    private static let leads: UInt64 = 40

    private let lead: Duration
    private var open: [FeedPlace: UInt64] = [:]
    private var full: Set<FeedPlace> = []

    init(of author: AuthorKey) {
        let draw = ValueDigest(of: author.bytes).head % Self.leads
        lead = .seconds(Int64(Self.shortestLead + draw))
    }

    func places(_ shards: ClosedRange<UInt16>, at now: Timestamp) -> Set<FeedPlace> {
        let epochs = Set([now.adding(.zero - Self.grace), now, now.adding(lead)].map { Epoch($0) })
        return Set(epochs.flatMap { epoch in shards.map { FeedPlace(epoch: epoch, shard: $0) } })
    }

    /// What is open and not wanted any more is closed.
    /// - Returns: places to listen to, and requests to end.
    mutating func change(to wanted: Set<FeedPlace>) -> (new: [FeedPlace], ended: [UInt64]) {
        let ended = open.filter { !wanted.contains($0.key) }
        for place in ended.keys { open[place] = nil }
        full.formIntersection(wanted)
        let new = wanted.filter { open[$0] == nil }.sorted { ($0.epoch, $0.shard) < ($1.epoch, $1.shard) }
        return (new, Array(ended.values))
    }

    mutating func opened(_ place: FeedPlace, _ request: UInt64) { open[place] = request }

    /// - Returns: whether this is the first time.
    mutating func noteFull(_ place: FeedPlace) -> Bool { full.insert(place).inserted }
}
