import Events

/// Whose heads are read in an epoch: those of trusted authors, of whom something seems to be missing, and of a few others
/// in turn. Listening misses little, and a head costs a search.
struct HeadRounds: Sendable {
    private static let others = 16
    private static let doubtfulLimit = 64
    /// Into the epoch: heads are put at its beginning.
    private static let offset = Duration.seconds(120)

    private var last: Epoch?
    private var doubtful: Set<AuthorKey> = []
    private var turn = 0

    /// A batch of the author's seems to be missing.
    mutating func doubt(_ author: AuthorKey) {
        if doubtful.count < Self.doubtfulLimit { doubtful.insert(author) }
    }

    func isDue(at now: Timestamp) -> Bool {
        last != Epoch(now) && (last == nil || now >= Epoch(now).start.adding(Self.offset))
    }

    /// The authors to ask for now. Begins the next round.
    mutating func take(trusted: Set<AuthorKey>, known: [AuthorKey], at now: Timestamp) -> Set<AuthorKey> {
        last = Epoch(now)
        defer { doubtful = [] }
        let others = (0..<min(Self.others, known.count)).map { known[(turn + $0) % known.count] }
        turn += others.count
        return doubtful.union(trusted).union(others)
    }
}
