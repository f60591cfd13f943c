import Events

/// Sealed batches whose keys we have not, until these come or the batches expire.
struct WaitingRoom: Sendable {
    struct Waiting: Hashable, Sendable {
        let header: ValueHeader
        let batch: SealedBatch

        fileprivate var bytes: Int { batch.sealed.count + Self.frame }
        /// What an entry takes besides.
        private static let frame = 256
    }

    struct Bounds: Sendable {
        var values = 4_096
        var bytes = 8 << 20
        /// Of one author.
        var ofAuthor = 512
    }

    private static let interval = Duration.seconds(60)

    private let bounds: Bounds
    private var waiting: [AuthorKey: [Waiting]] = [:]
    private var bytes = 0
    private var next: Timestamp?
    private(set) var count = 0

    init(_ bounds: Bounds = Bounds()) { self.bounds = bounds }

    var authors: [AuthorKey] { Array(waiting.keys) }

    /// Those whose batches under a key wait.
    func authors(under key: KeyName) -> [AuthorKey] {
        waiting.filter { $0.value.contains { $0.header.key == key } }.map(\.key)
    }

    /// - Returns: how many had to go for it: the oldest of its author, or of the one who has the most.
    mutating func add(_ value: Waiting) -> Int {
        let author = value.header.author
        var gone = 0
        if let own = waiting[author], own.count >= bounds.ofAuthor { gone += removeOldest(of: author) }
        waiting[author, default: []].append(value)
        count += 1
        bytes += value.bytes
        while count > bounds.values || bytes > bounds.bytes,
            let most = waiting.max(by: { $0.value.count < $1.value.count })
        { gone += removeOldest(of: most.key) }
        return gone
    }

    /// Those of an author that a key is there for.
    mutating func take(of author: AuthorKey, where isReadable: (Period) -> Bool) -> [Waiting] {
        let taken = (waiting[author] ?? []).filter { isReadable($0.header.period) }
        keep(of: author) { !isReadable($0.header.period) }
        return taken
    }

    /// - Returns: how many expired, looked at once a minute.
    mutating func expire(at now: Timestamp) -> Int {
        guard next.map({ $0 <= now }) ?? true else { return 0 }
        next = now.adding(Self.interval)
        let before = count
        for author in authors { keep(of: author) { $0.header.expires > now } }
        return before - count
    }

    private mutating func keep(of author: AuthorKey, where isKept: (Waiting) -> Bool) {
        guard let all = waiting[author] else { return }
        let kept = all.filter(isKept)
        count -= all.count - kept.count
        bytes -= all.reduce(0) { $0 + $1.bytes } - kept.reduce(0) { $0 + $1.bytes }
        waiting[author] = kept.isEmpty ? nil : kept
    }

    private mutating func removeOldest(of author: AuthorKey) -> Int {
        guard let first = waiting[author]?.first else { return 0 }
        waiting[author]?.removeFirst()
        if waiting[author]?.isEmpty == true { waiting[author] = nil }
        count -= 1
        bytes -= first.bytes
        return 1
    }
}
