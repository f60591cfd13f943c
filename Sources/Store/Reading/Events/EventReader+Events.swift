import Events

extension EventReader {
    /// Rows that one page looks at: a filter that few events pass must not read the whole database at once.
    private static var depth: Int { 20_000 }

    /// Events that pass a filter, the newest first. A page may hold fewer than `limit`, even none, and yet not be the
    /// last.
    /// - Parameter next: of the page before; nil for the first.
    public func events(
        _ filter: EventFilter = EventFilter(), from next: EventID? = nil, limit: Int,
        with parts: StoredEvent.Parts = []
    ) throws(StoreError) -> EventPage {
        let limit = max(0, limit)
        let walk = try EventWalk(connection, filter, from: next, limit: limit, depth: Self.depth)
        var events: [StoredEvent] = []
        // A page that is full before the walk is over tells nothing about what lies between its last event and the end.
        let statement = try connection.prepare(
            """
            SELECT \(StoredEvent.columns(parts)) FROM (\(walk.rows)) AS walked
            JOIN event ON event.id = walked.id \(StoredEvent.joins)
            WHERE \(walk.condition) ORDER BY event.id DESC LIMIT ?1
            """)
        statement.bind(1, limit)
        walk.bind(statement)
        while try statement.step() { events.append(StoredEvent(statement)) }
        if events.count == limit, let last = events.last?.id {
            return EventPage(events: events, next: EventID(rawValue: last.rawValue - 1))
        }
        return EventPage(events: events, next: try walk.end(in: connection))
    }

    public func event(_ uuid: UUIDBytes, with parts: StoredEvent.Parts) throws(StoreError) -> StoredEvent? {
        if let own = EventID(uuid), let event = try event(own, with: parts), event.uuid == uuid.description {
            return event
        }
        let statement = try connection.prepare(
            "SELECT id FROM event WHERE uuid = ? AND \(Schema.hasForeignID) LIMIT 1")
        statement.bind(1, uuid)
        guard try statement.step() else { return nil }
        return try event(EventID(rawValue: statement.integer(0)), with: parts)
    }

    private func event(_ id: EventID, with parts: StoredEvent.Parts) throws(StoreError) -> StoredEvent? {
        let statement = try connection.prepare(
            "SELECT \(StoredEvent.columns(parts)) FROM event \(StoredEvent.joins) WHERE event.id = ?")
        statement.bind(1, id.rawValue)
        return try statement.step() ? StoredEvent(statement) : nil
    }

    /// The highest id of all events; nil when there are none.
    public func newestEvent() throws(StoreError) -> EventID? {
        let statement = try connection.prepare("SELECT max(id) FROM event")
        guard try statement.step(), !statement.isNull(0) else { return nil }
        return EventID(rawValue: statement.integer(0))
    }

    /// How many events behind `last` up to `end` pass a filter.
    public func count(
        _ filter: EventFilter, after last: EventID, to end: EventID
    ) throws(StoreError) -> Int {
        let (condition, values) = filter.conditions(from: 3)
        let joins = filter.isEmpty ? "" : StoredEvent.joins
        let statement = try connection.prepare(
            "SELECT count(*) FROM event \(joins) WHERE event.id > ?1 AND event.id <= ?2 AND \(condition)")
        statement.bind(1, last.rawValue)
        statement.bind(2, end.rawValue)
        for (index, value) in values.enumerated() { statement.bind(3 + Int32(index), value) }
        return try statement.step() ? Int(statement.integer(0)) : 0
    }

    /// The newest events behind `last` up to `end` that pass a filter, the oldest of them first.
    public func events(
        _ filter: EventFilter, after last: EventID, to end: EventID, newest limit: Int,
        with parts: StoredEvent.Parts = []
    ) throws(StoreError) -> [StoredEvent] {
        let (condition, values) = filter.conditions(from: 4)
        let statement = try connection.prepare(
            """
            SELECT \(StoredEvent.columns(parts)) FROM event \(StoredEvent.joins)
            WHERE event.id > ?1 AND event.id <= ?2 AND \(condition) ORDER BY event.id DESC LIMIT ?3
            """)
        statement.bind(1, last.rawValue)
        statement.bind(2, end.rawValue)
        statement.bind(3, max(0, limit))
        for (index, value) in values.enumerated() { statement.bind(4 + Int32(index), value) }
        var events: [StoredEvent] = []
        while try statement.step() { events.append(StoredEvent(statement)) }
        return events.reversed()
    }
}
