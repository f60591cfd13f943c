import Events

/// The authors we heard of, in two tables: those whose keys are old enough to count, and the others, of which anybody can
/// make as many as they like. New keys push out new keys only.
struct AuthorTable: Sendable {
    private var grown: LRUTable<AuthorKey, AuthorStanding>
    private var young: LRUTable<AuthorKey, AuthorStanding>
    private let keyAge: Duration

    init(capacity: Int, keyAge: Duration) {
        grown = LRUTable(capacity: capacity)
        young = LRUTable(capacity: capacity)
        self.keyAge = keyAge
    }

    var count: Int { grown.count + young.count }

    subscript(author: AuthorKey) -> AuthorStanding? { grown.value(for: author) ?? young.value(for: author) }

    func isGrown(_ author: AuthorKey) -> Bool { grown.value(for: author) != nil }

    /// The author's standing, made if it is new.
    func standing(of author: AuthorKey, at now: Timestamp) -> AuthorStanding {
        self[author] ?? AuthorStanding(firstSeen: now)
    }

    mutating func set(_ standing: AuthorStanding, of author: AuthorKey, at now: Timestamp) {
        if isGrown(author) || standing.firstSeen.adding(keyAge) <= now {
            young.remove(author)
            grown.insert(standing, for: author)
        } else {
            young.insert(standing, for: author)
        }
    }

    mutating func remove(_ author: AuthorKey) {
        grown.remove(author)
        young.remove(author)
    }

    /// To keep over a restart; the latest first.
    var all: [(AuthorKey, AuthorStanding)] {
        (grown.keys + young.keys).compactMap { key in self[key].map { (key, $0) } }
    }
}
