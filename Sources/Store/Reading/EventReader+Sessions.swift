import Events

extension EventReader {
    /// Sessions, those seen last first.
    /// - Parameters:
    ///   - source: an address as text, to see only what came from there.
    ///   - last: to see only those behind it in the list.
    ///   - limit: how many at most.
    public func sessions(
        from source: String? = nil, behind last: ListQuery.Mark? = nil, limit: Int
    ) throws(StoreError) -> [SessionSummary] {
        let statement = try connection.prepare(
            """
            SELECT \(SessionSummary.columns) FROM session JOIN address ON address.id = session.source
            WHERE \(source == nil ? "1" : "address.value = ?2")
            \(last == nil ? "" : "AND (session.last_seen, session.id) < (?3, ?4)")
            ORDER BY session.last_seen DESC, session.id DESC LIMIT ?1
            """)
        statement.bind(1, max(0, limit))
        if let source { statement.bind(2, text: source) }
        if let last {
            statement.bind(3, last.key)
            statement.bind(4, last.id)
        }
        var sessions: [SessionSummary] = []
        while try statement.step() { sessions.append(SessionSummary(statement)) }
        return sessions
    }

    public func session(_ id: Int64) throws(StoreError) -> SessionSummary? {
        let statement = try connection.prepare(
            """
            SELECT \(SessionSummary.columns) FROM session JOIN address ON address.id = session.source
            WHERE session.id = ?
            """)
        statement.bind(1, id)
        return try statement.step() ? SessionSummary(statement) : nil
    }

    /// The calls of a session, the oldest first.
    public func calls(in session: SessionSummary, limit: Int) throws(StoreError) -> [StoredCall] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredCall.columns) FROM call JOIN event ON event.id = call.event
            WHERE event.source = (SELECT source FROM session WHERE id = ?1) AND event.id BETWEEN ?2 AND ?3
            ORDER BY event.id LIMIT ?4
            """)
        statement.bind(session, limit)
        var calls: [StoredCall] = []
        while try statement.step() { calls.append(StoredCall(statement)) }
        return calls
    }

    /// The events of a session, the oldest first.
    public func events(
        of session: SessionSummary, limit: Int, with parts: StoredEvent.Parts
    ) throws(StoreError) -> [StoredEvent] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredEvent.columns(parts)) FROM event \(StoredEvent.joins)
            WHERE event.source = (SELECT source FROM session WHERE id = ?1) AND event.id BETWEEN ?2 AND ?3
            ORDER BY event.id LIMIT ?4
            """)
        statement.bind(session, limit)
        var events: [StoredEvent] = []
        while try statement.step() { events.append(StoredEvent(statement)) }
        return events
    }

    /// What was tried in a session, by looking at its last `depth` events.
    /// - Parameter limit: values of each kind at most.
    public func attempts(
        in session: SessionSummary, limit: Int, depth: Int = 20_000
    ) throws(StoreError) -> SessionAttempts {
        let scope = Scope(session: session, limit: limit, depth: depth)
        return SessionAttempts(
            userAgents: try values("agent", "1", scope),
            extensions: try values("number", "method.value NOT IN ('INVITE', 'ACK', 'BYE', 'CANCEL')", scope),
            numbers: try values("number", "method.value = 'INVITE'", scope),
            accounts: session.credentials > 0 ? try accounts(scope) : SessionAttempts.List())
    }

    private struct Scope {
        let session: SessionSummary
        let limit: Int
        let depth: Int

        /// The events to look at, with what they refer to.
        static let events = """
            (SELECT event.id AS id, agent, number, method, attempts FROM event
                WHERE source = (SELECT source FROM session WHERE id = ?1) AND event.id BETWEEN ?2 AND ?3
                ORDER BY event.id DESC LIMIT ?4)
            """

        func bind(_ statement: SQLiteStatement) {
            statement.bind(session, depth)
            // One more tells whether there are more.
            statement.bind(5, max(0, min(limit, 1_000_000)) + 1)
        }
    }

    /// The values of a table that the events refer to, those named most often first.
    private func values(
        _ table: String, _ condition: String, _ scope: Scope
    ) throws(StoreError) -> SessionAttempts.List<SessionAttempts.Value> {
        let statement = try connection.prepare(
            """
            SELECT \(table).value, sum(tried.attempts) AS times FROM \(Scope.events) AS tried
            JOIN \(table) ON \(table).id = tried.\(table)
            \(table == "number" ? "LEFT JOIN method ON method.id = tried.method" : "")
            WHERE \(condition) GROUP BY \(table).id ORDER BY times DESC, \(table).id LIMIT ?5
            """)
        scope.bind(statement)
        var values: [SessionAttempts.Value] = []
        while try statement.step() {
            values.append(.init(text: statement.text(0) ?? "", times: Int(statement.integer(1))))
        }
        return .init(values, limit: scope.limit)
    }

    private func accounts(_ scope: Scope) throws(StoreError) -> SessionAttempts.List<SessionAttempts.Account> {
        let statement = try connection.prepare(
            """
            SELECT username, count(*) AS guesses, max(password_right) FROM \(Scope.events) AS tried
            JOIN credential ON credential.event = tried.id
            GROUP BY username ORDER BY max(password_right) DESC, guesses DESC, username LIMIT ?5
            """)
        scope.bind(statement)
        var accounts: [SessionAttempts.Account] = []
        while try statement.step() {
            accounts.append(
                .init(
                    username: statement.text(0) ?? "", guesses: Int(statement.integer(1)),
                    isPasswordKnown: statement.isNull(2) ? nil : statement.integer(2) == 1))
        }
        return .init(accounts, limit: scope.limit)
    }
}

extension SQLiteStatement {
    /// Binds parameters 1 to 4: a session, the span of its events, and how many are wanted.
    fileprivate func bind(_ session: SessionSummary, _ limit: Int) {
        bind(1, session.id)
        bind(2, session.firstEvent.rawValue)
        bind(3, session.lastEvent.rawValue)
        bind(4, max(0, limit))
    }
}
