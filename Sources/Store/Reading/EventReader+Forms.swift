import Events
import Telephony

extension EventReader {
    /// Rows that are looked at for one answer: attackers choose how many forms end in the same digits.
    private static var depth: Int { 20_000 }

    /// The forms in which a target was dialled, those with the most attempts first: a histogram of its prefixes.
    public func forms(of target: E164, limit: Int) throws(StoreError) -> [StoredForm] {
        try forms(in: DialString.tails(endingIn: target), target: target, limit: limit)
    }

    /// Forms that end in these digits, those with the most attempts first: for what is only known in part.
    public func forms(endingIn digits: DialString, limit: Int) throws(StoreError) -> [StoredForm] {
        try forms(in: digits.tails, target: nil, limit: limit)
    }

    private func forms(
        in tails: ClosedRange<Int64>, target: E164?, limit: Int
    ) throws(StoreError) -> [StoredForm] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredForm.columns) FROM (
                SELECT * FROM number WHERE tail BETWEEN ?1 AND ?2 AND attempts > 0
                \(target == nil ? "" : "AND target = ?4") LIMIT \(Self.depth))
            ORDER BY attempts DESC, id LIMIT ?3
            """)
        statement.bind(1, tails.lowerBound)
        statement.bind(2, tails.upperBound)
        statement.bind(3, max(0, limit))
        if let target { statement.bind(4, Int64(target.value)) }
        var forms: [StoredForm] = []
        while try statement.step() { forms.append(StoredForm(statement)) }
        return forms
    }

    /// Addresses that dialled a target, those seen last first.
    public func sources(of target: StoredTarget, limit: Int) throws(StoreError) -> [StoredTotal] {
        try sources("target", target.id, limit)
    }

    /// Addresses that dialled a form, those seen last first.
    public func sources(of form: StoredForm, limit: Int) throws(StoreError) -> [StoredTotal] {
        try sources("number", form.id, limit)
    }

    private func sources(_ owner: String, _ id: Int64, _ limit: Int) throws(StoreError) -> [StoredTotal] {
        let set = try connection.prepare("SELECT sources, source_set FROM \(owner) WHERE id = ?")
        set.bind(1, id)
        guard try set.step() else { return [] }
        var ids = SourceSet(set, from: 0).ids
        ids += try SourceRows(of: owner, in: connection).sources(of: id, limit: Self.depth)
        let address = try connection.prepare("SELECT \(StoredTotal.columns) FROM address WHERE id = ?")
        var sources: [StoredTotal] = []
        for id in ids {
            address.bind(1, id)
            defer { address.reset() }
            if try address.step() { sources.append(StoredTotal(address)) }
        }
        return Array(sources.sorted { ($0.lastSeen, $0.value) > ($1.lastSeen, $1.value) }.prefix(max(0, limit)))
    }

    /// Nodes that saw any of these addresses, by their newest events.
    public func reportingNodes(of sources: [StoredTotal]) throws(StoreError) -> [UUIDBytes] {
        let statement = try connection.prepare(
            """
            SELECT value FROM node WHERE id = (SELECT node FROM event
                WHERE source = (SELECT id FROM address WHERE value = ?) ORDER BY id DESC LIMIT 1)
            """)
        var nodes: Set<UUIDBytes> = []
        for source in sources {
            statement.bind(1, text: source.value)
            if try statement.step(), let node = statement.blob(0).flatMap({ UUIDBytes(bytes: $0) }) {
                nodes.insert(node)
            }
            statement.reset()
        }
        return nodes.sorted { $0.description < $1.description }
    }
}
