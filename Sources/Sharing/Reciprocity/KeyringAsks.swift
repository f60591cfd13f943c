import Events

/// When an author's keyring is asked for: once a minute at most, and ever less often while nothing comes of it.
struct KeyringAsks: Sendable {
    static let pause = Duration.seconds(60)
    static let longestPause = Duration.seconds(3_600)
    /// Until others have answered what we gave.
    private static let patience = Duration.seconds(5)

    private struct Ask: Sendable {
        let last: Timestamp
        var next: Timestamp
        var pause: Duration
    }

    private var asks: LRUTable<AuthorKey, Ask>
    private var pace: Pace

    init(perSecond: Int = 2, capacity: Int = 4_096) {
        pace = Pace(perSecond: perSecond)
        asks = LRUTable(capacity: capacity)
    }

    /// The authors to ask for now.
    mutating func take(_ waiting: [AuthorKey], at now: Timestamp) -> [AuthorKey] {
        let room = pace.room(at: now)
        guard room > 0 else { return [] }
        var taken: [AuthorKey] = []
        for author in waiting where taken.count < room {
            let ask = asks.value(for: author)
            if let ask, ask.next > now, ask.last <= now { continue }
            let pause = ask.map { min($0.pause * 2, Self.longestPause) } ?? Self.pause
            asks.insert(Ask(last: now, next: now.adding(pause), pause: pause), for: author)
            taken.append(author)
        }
        pace.use(taken.count)
        return taken
    }

    /// It may be worth while again: we gave something ourselves, or another day has begun.
    mutating func hurry(at now: Timestamp) {
        for author in asks.keys { hurry(author, at: now) }
    }

    /// Its keyring was there, or may be another one soon.
    mutating func hurry(_ author: AuthorKey, at now: Timestamp) {
        guard var ask = asks.value(for: author) else { return }
        ask.next = min(ask.next, max(ask.last.adding(Self.pause), now.adding(Self.patience)))
        ask.pause = Self.pause / 2
        asks.insert(ask, for: author)
    }
}
