import Events

/// Who said what of which subject. As with authors, what new keys say can push out only what new keys said.
struct EvidenceLedger: Sendable {
    /// Authors of a subject that are kept: more would not make it truer.
    static let authorsOfSubject = 16

    private var weighty: LRUTable<Subject, [Evidence]>
    private var light: LRUTable<Subject, [Evidence]>

    init(capacity: Int) {
        weighty = LRUTable(capacity: capacity)
        light = LRUTable(capacity: capacity)
    }

    var count: Int { weighty.count + light.count }

    /// All that is kept of a subject.
    func evidence(of subject: Subject) -> [Evidence] {
        let weighty = weighty.value(for: subject) ?? []
        // An author's word from before its key had grown is replaced by a later one.
        let authors = Set(weighty.map(\.author))
        return weighty + (light.value(for: subject) ?? []).filter { !authors.contains($0.author) }
    }

    func has(_ subject: Subject, from author: AuthorKey) -> Bool {
        [weighty, light].contains { $0.value(for: subject)?.contains { $0.author == author } ?? false }
    }

    /// - Parameter isWeighty: whether it comes from a key that is trusted or old enough to count.
    mutating func add(_ evidence: Evidence, isWeighty: Bool) {
        if isWeighty { Self.add(evidence, to: &weighty) } else { Self.add(evidence, to: &light) }
    }

    private static func add(_ evidence: Evidence, to table: inout LRUTable<Subject, [Evidence]>) {
        var all = table.value(for: evidence.subject) ?? []
        if let place = all.firstIndex(where: { $0.author == evidence.author }) {
            all[place].merge(evidence)
        } else if all.count < authorsOfSubject {
            all.append(evidence)
        } else if let least = all.indices.min(by: { all[$0].isLess(than: all[$1]) }), all[least].isLess(than: evidence)
        {
            all[least] = evidence
        }
        table.insert(all, for: evidence.subject)
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
