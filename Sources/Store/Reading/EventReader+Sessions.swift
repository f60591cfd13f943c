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
}

extension SQLiteStatement {
    /// Binds parameters 1 to 4: a session, the span of its events, and how many are wanted.
    func bind(_ session: SessionSummary, _ limit: Int) {
        bind(1, session.id)
        bind(2, session.firstEvent.rawValue)
        bind(3, session.lastEvent.rawValue)
        bind(4, max(0, limit))
    }
}
