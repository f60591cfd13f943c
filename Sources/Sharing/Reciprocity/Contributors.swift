import Events

/// Who in a group gives something, so that it shall be able to read what we give: of whom a batch came within a week, and
/// who let us read one. Somebody who is new has a day from our first batch on: neither has given the other a key yet.
struct Contributors: Sendable {
    static let window = Duration.seconds(7 * 86_400)
    static let grace = Duration.seconds(86_400)
    /// Of those whose batches we could read, and as many others. New keys push out new keys only.
    static let capacity = 512

    struct Contributor: Hashable, Sendable {
        let author: AuthorKey
        let agreement: AgreementKey
        /// Whether we could read something of it.
        let isReadable: Bool
    }

    private struct Entry: Sendable {
        /// As its last batch says; nil before one came.
        var agreement: AgreementKey?
        /// Its last batch, and the last one that we could read.
        var batch: Timestamp
        var read: Timestamp?
        /// Our first batch after it came.
        var given: Timestamp?
    }

    private var readable: LRUTable<AuthorKey, Entry>
    private var others: LRUTable<AuthorKey, Entry>
    /// Whether there may be a contributor that was none before.
    private(set) var isChanged = false
    /// Those of before a restart whose agreement keys were not kept.
    private(set) var unnamed: Set<AuthorKey> = []

    init(capacity: Int = Self.capacity) {
        readable = LRUTable(capacity: capacity)
        others = LRUTable(capacity: capacity)
    }

    var count: Int { readable.count + others.count }

    /// A batch that its author signed.
    mutating func note(_ header: ValueHeader, _ agreement: AgreementKey?, at now: Timestamp) {
        guard let agreement else { return }
        let made = min(header.created, now)
        var entry = self[header.author] ?? Entry(batch: made)
        // After a long silence it is as new as at first: it may have lost our key, and we its.
        if entry.batch.adding(Self.window) <= made { entry = Entry(batch: made) }
        isChanged = isChanged || entry.agreement == nil
        entry.agreement = agreement
        unnamed.remove(header.author)
        entry.batch = max(entry.batch, made)
        set(entry, of: header.author)
    }

    /// It held an event that we may believe.
    mutating func noteRead(_ header: ValueHeader) {
        guard var entry = self[header.author] else { return }
        isChanged = isChanged || entry.read == nil
        entry.read = max(entry.read ?? header.created, min(header.created, entry.batch))
        set(entry, of: header.author)
    }

    /// Those who are new can read something of ours now.
    mutating func noteOwnBatch(at now: Timestamp) {
        for author in others.keys {
            guard var entry = others.value(for: author), entry.given == nil else { continue }
            entry.given = now
            others.insert(entry, for: author)
        }
    }

    /// One of before a restart that was given keys at last.
    mutating func restore(_ author: AuthorKey, _ standing: AuthorStanding) {
        guard self[author] == nil, unnamed.count < Self.capacity else { return }
        unnamed.insert(author)
        set(Entry(batch: standing.lastSeen, read: standing.lastSeen), of: author)
    }

    /// Its keyring tells its agreement key.
    mutating func name(_ author: AuthorKey, _ agreement: AgreementKey) {
        guard unnamed.remove(author) != nil, var entry = self[author] else { return }
        entry.agreement = agreement
        isChanged = true
        set(entry, of: author)
    }

    mutating func forgetUnnamed() { unnamed = [] }

    /// One of before a restart that had its day, and did not let us read anything.
    mutating func restoreUnread(_ author: AuthorKey, _ standing: AuthorStanding) {
        guard self[author] == nil else { return }
        var entry = Entry(batch: standing.lastSeen)
        entry.given = standing.firstSeen
        set(entry, of: author)
    }

    /// Those to give keys to, the ones that are known to give something first.
    mutating func take(at now: Timestamp) -> [Contributor] {
        isChanged = false
        return (readable.keys + others.keys).compactMap { author in
            guard let entry = self[author], let agreement = entry.agreement, isContributing(entry, at: now) else {
                return nil
            }
            return Contributor(author: author, agreement: agreement, isReadable: entry.read != nil)
        }
    }

    private func isContributing(_ entry: Entry, at now: Timestamp) -> Bool {
        guard entry.batch.adding(Self.window) > now else { return false }
        if let read = entry.read { return read.adding(Self.window) > now }
        return entry.given.map { $0.adding(Self.grace) > now } ?? true
    }

    private subscript(author: AuthorKey) -> Entry? { readable.value(for: author) ?? others.value(for: author) }

    private mutating func set(_ entry: Entry, of author: AuthorKey) {
        if entry.read == nil {
            readable.remove(author)
            others.insert(entry, for: author)
        } else {
            others.remove(author)
            readable.insert(entry, for: author)
        }
    }
}
