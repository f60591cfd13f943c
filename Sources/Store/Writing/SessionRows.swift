import Events

/// The statements of the table `session`.
struct SessionRows {
    private let connection: SQLiteConnection
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private let update: SQLiteStatement

    init(_ connection: SQLiteConnection) throws(StoreError) {
        self.connection = connection
        find = try connection.prepare(
            """
            SELECT id, first_event, last_event, first_seen, last_seen, tool FROM session
            WHERE source = ? ORDER BY id DESC LIMIT 1
            """)
        insert = try connection.prepare(
            """
            INSERT INTO session (source, first_event, last_event, first_seen, last_seen, attempts, methods, tool,
                credentials)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            """)
        update = try connection.prepare(
            """
            UPDATE session SET first_event = ?2, last_event = ?3, first_seen = ?4, last_seen = ?5,
                attempts = attempts + ?6, methods = methods | ?7, tool = coalesce(tool, ?8),
                credentials = credentials + ?9
            WHERE id = ?1
            """)
    }

    /// The source's session that began last.
    func latest(of source: Int64) throws(StoreError) -> Session? {
        find.bind(1, source)
        defer { find.reset() }
        guard try find.step() else { return nil }
        return Session(
            row: find.integer(0), firstEvent: find.integer(1), lastEvent: find.integer(2), firstSeen: find.integer(3),
            lastSeen: find.integer(4), tool: find.text(5))
    }

    /// Writes what was counted since the last time.
    /// - Returns: the session's row.
    func write(_ session: Session, of source: Int64) throws(StoreError) -> Int64 {
        let statement = session.row == nil ? insert : update
        statement.bind(1, session.row ?? source)
        statement.bind(2, session.firstEvent)
        statement.bind(3, session.lastEvent)
        statement.bind(4, session.firstSeen)
        statement.bind(5, session.lastSeen)
        statement.bind(6, session.attempts)
        statement.bind(7, session.methods)
        statement.bind(8, text: session.tool)
        statement.bind(9, session.credentials)
        try statement.run()
        return session.row ?? connection.lastInsertedRow
    }
}
