import Events

/// The rows that one page of events looks at: newest first, a bounded number of them.
struct EventWalk {
    /// A query for their ids. Parameters 2 to 4 belong to it.
    let rows: String
    /// What those of them meet that are wanted; further parameters.
    let condition: String
    private let values: [SQLiteValue]
    private let source: String?
    private let first: Int64
    private let last: Int64
    private let depth: Int

    /// - Parameters:
    ///   - next: the highest id that may be part of it; nil for the newest.
    ///   - limit: events that are wanted. Where each row is one of them, no more are looked at.
    init(
        _ connection: SQLiteConnection, _ filter: EventFilter, from next: EventID?, limit: Int, depth: Int
    ) throws(StoreError) {
        (condition, values) = filter.conditions(from: 5)
        let depth = values.isEmpty ? min(depth, max(limit, 1)) : depth
        self.depth = depth
        source = filter.source
        // Ids of our own rise with time; a second is for those that waited to be made an event.
        let end = filter.until.map { EventID(startOf: $0.adding(.seconds(1))).rawValue }
        last = min(next?.rawValue ?? .max, end ?? .max)
        first = try Self.first(connection, since: filter.since)
        rows = """
            SELECT id FROM event WHERE id BETWEEN ?2 AND ?3
            \(source == nil ? "" : "AND source = (SELECT id FROM address WHERE value = ?4)")
            ORDER BY id DESC LIMIT \(depth)
            """
    }

    /// The lowest id that is worth a look. Ids of the original's rows tell nothing of their time.
    private static func first(_ connection: SQLiteConnection, since: Timestamp?) throws(StoreError) -> Int64 {
        guard let since else { return .min }
        let own = try connection.integer("SELECT id FROM event WHERE NOT (\(Schema.hasForeignID)) ORDER BY id LIMIT 1")
        let wanted = EventID(startOf: since.adding(.seconds(-1))).rawValue
        return wanted > own ?? .max ? wanted : .min
    }

    func bind(_ statement: SQLiteStatement) {
        statement.bind(2, first)
        statement.bind(3, last)
        if let source { statement.bind(4, text: source) }
        for (index, value) in values.enumerated() { statement.bind(5 + Int32(index), value) }
    }

    /// Where the next walk begins; nil when this one saw the last row.
    func end(in connection: SQLiteConnection) throws(StoreError) -> EventID? {
        let statement = try connection.prepare("SELECT count(*), min(id) FROM (\(rows))")
        statement.bind(2, first)
        statement.bind(3, last)
        if let source { statement.bind(4, text: source) }
        guard try statement.step(), statement.integer(0) == Int64(depth) else { return nil }
        return EventID(rawValue: statement.integer(1) - 1)
    }
}
