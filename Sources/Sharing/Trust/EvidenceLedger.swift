import Events
import SIP

/// Who said what of which subject. What can't count for a quorum, such as the word of new keys, can push out only its
/// like.
struct EvidenceLedger: Sendable {
    private struct Entry: Sendable {
        var evidence: Evidence
        let network: IPAddress?
    }

    /// Authors of a subject that are kept: more would not make it truer.
    private let authorsOfSubject: Int
    private var weighty: LRUTable<Subject, [Entry]>
    private var light: LRUTable<Subject, [Entry]>

    init(capacity: Int, authorsOfSubject: Int) {
        self.authorsOfSubject = authorsOfSubject
        weighty = LRUTable(capacity: capacity)
        light = LRUTable(capacity: capacity)
    }

    var count: Int { weighty.count + light.count }

    /// All that is kept of a subject.
    func evidence(of subject: Subject) -> [Evidence] {
        let weighty = weighty.value(for: subject) ?? []
        // What an author said before it counted is replaced by what it said later.
        let authors = Set(weighty.map(\.evidence.author))
        let light = (light.value(for: subject) ?? []).filter { !authors.contains($0.evidence.author) }
        return (weighty + light).map(\.evidence)
    }

    func has(_ subject: Subject, from author: AuthorKey) -> Bool {
        [weighty, light].contains { $0.value(for: subject)?.contains { $0.evidence.author == author } ?? false }
    }

    /// Whether its author said so already.
    func covers(_ evidence: Evidence) -> Bool {
        [weighty, light].contains { table in
            table.value(for: evidence.subject)?.contains { entry in
                let known = entry.evidence
                return known.author == evidence.author && known.first <= evidence.first && known.last >= evidence.last
                    && known.attempts >= evidence.attempts && known.origin >= evidence.origin
                    && (known.isProven || !evidence.isProven)
            } ?? false
        }
    }

    /// - Parameters:
    ///   - network: where its author is, if that was seen.
    ///   - isWeighty: whether it may count for a quorum.
    mutating func add(_ evidence: Evidence, from network: IPAddress?, isWeighty: Bool) {
        let entry = Entry(evidence: evidence, network: network)
        // A method of self would hold a copy of both tables while one of them changes.
        let limit = authorsOfSubject
        if isWeighty { Self.add(entry, to: &weighty, limit) } else { Self.add(entry, to: &light, limit) }
    }

    private static func add(_ entry: Entry, to table: inout LRUTable<Subject, [Entry]>, _ limit: Int) {
        let subject = entry.evidence.subject
        var all = table.value(for: subject) ?? []
        if let place = all.firstIndex(where: { $0.evidence.author == entry.evidence.author }) {
            all[place].evidence.merge(entry.evidence)
        } else if let place = all.firstIndex(where: { $0.network != nil && $0.network == entry.network }) {
            // They count as one: many of one network push out nobody else.
            if !entry.evidence.isLess(than: all[place].evidence) { all[place] = entry }
        } else if all.count < limit {
            all.append(entry)
        } else if let least = all.indices.min(by: { all[$0].evidence.isLess(than: all[$1].evidence) }),
            all[least].evidence.isLess(than: entry.evidence)
        {
            all[least] = entry
        }
        table.insert(all, for: subject)
    }
}

extension Evidence {
    fileprivate mutating func merge(_ other: Evidence) {
        origin = max(origin, other.origin)
        first = min(first, other.first)
        last = max(last, other.last)
        attempts = attempts &+ other.attempts
        isProven = isProven || other.isProven
    }

    fileprivate func isLess(than other: Evidence) -> Bool {
        origin != other.origin ? origin < other.origin : last < other.last
    }
}
