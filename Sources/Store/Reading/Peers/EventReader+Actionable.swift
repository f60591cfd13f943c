import Events

extension EventReader {
    /// What may be acted on of what others report: a group or a trusted author said it, or enough authors did that have
    /// nothing to do with each other as far as can be seen. This is the one query by which anything is blocked; the
    /// engine's `Verdict.isActionable` says the same of what it has in memory.
    /// - Parameters:
    ///   - limit: how many at most, those reported last first.
    /// - Returns: addresses or numbers as text.
    public func actionable(
        _ kind: PeerSubject.Kind, _ policy: ActionPolicy, at now: Timestamp, limit: Int
    ) throws(StoreError) -> [String] {
        let statement = try actionable("kind = ?6", policy, now)
        statement.bind(6, kind.rawValue)
        statement.bind(7, max(0, limit))
        var values: [String] = []
        while try statement.step() { values.append(statement.text(0) ?? "") }
        return values
    }

    /// Whether one of them may be acted on.
    public func isActionable(
        _ subject: PeerSubject, _ policy: ActionPolicy, at now: Timestamp
    ) throws(StoreError) -> Bool {
        let statement = try actionable("kind = ?6 AND value = ?8", policy, now)
        statement.bind(6, subject.kind.rawValue)
        statement.bind(7, 1)
        statement.bind(8, text: subject.value)
        return try statement.step()
    }

    private func actionable(
        _ condition: String, _ policy: ActionPolicy, _ now: Timestamp
    ) throws(StoreError) -> SQLiteStatement {
        // A network is kept as its prefix, so that two authors in one have the same text here.
        let statement = try connection.prepare(
            """
            SELECT value FROM reported JOIN author ON author.key = reported.author
            WHERE \(condition) AND legacy = 0 AND decision <> \(AuthorDecision.blocked.rawValue)
                AND reported.last_seen >= ?1 AND (lowered_until IS NULL OR lowered_until <= ?2)
                AND (\(Self.isBelievedAlone) OR (author.first_seen <= ?3 AND (proven OR ?4)))
            GROUP BY value HAVING max(\(Self.isBelievedAlone)) OR (?5 > 0 AND count(DISTINCT network) >= ?5)
            ORDER BY max(reported.last_seen) DESC, value LIMIT ?7
            """)
        statement.bind(1, now.nanoseconds - policy.window.nanoseconds)
        statement.bind(2, now.nanoseconds)
        statement.bind(3, now.nanoseconds - policy.keyAge.nanoseconds)
        statement.bind(4, policy.countsUnproven ? 1 : 0)
        statement.bind(5, policy.quorum)
        return statement
    }

    private static let isBelievedAlone = "(origin > 0 OR decision = \(AuthorDecision.trusted.rawValue))"
}
