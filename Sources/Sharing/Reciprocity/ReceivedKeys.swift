/// Keys that others gave us.
struct ReceivedKeys: Sendable {
    private struct Place: Hashable {
        let author: AuthorKey
        let period: Period
    }

    private var keys: LRUTable<Place, ContentKey>

    /// - Parameter capacity: keys, each of an author and a day.
    init(capacity: Int = 8_192) { keys = LRUTable(capacity: capacity) }

    mutating func add(_ given: PeriodKeys, of author: AuthorKey) {
        keys.insert(given.current, for: Place(author: author, period: given.period))
        keys.insert(given.previous, for: Place(author: author, period: given.period.previous))
    }

    func key(of author: AuthorKey, _ period: Period) -> ContentKey? {
        keys.value(for: Place(author: author, period: period))
    }
}
