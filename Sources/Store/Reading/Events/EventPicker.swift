import Events

/// Gives events by their ids: those that pass a filter.
public struct EventPicker {
    private let statement: SQLiteStatement

    init(
        _ connection: SQLiteConnection, _ filter: EventFilter, _ parts: StoredEvent.Parts
    ) throws(StoreError) {
        let (condition, values) = filter.conditions(from: 2)
        statement = try connection.prepare(
            """
            SELECT \(StoredEvent.columns(parts)) FROM event \(StoredEvent.joins)
            WHERE event.id = ?1 AND \(condition)
            """)
        for (index, value) in values.enumerated() { statement.bind(2 + Int32(index), value) }
    }

    /// nil also when it is deleted.
    public func callAsFunction(_ id: EventID) throws(StoreError) -> StoredEvent? {
        statement.bind(1, id.rawValue)
        defer { statement.reset() }
        return try statement.step() ? StoredEvent(statement) : nil
    }
}

extension EventReader {
    public func picker(
        _ filter: EventFilter = EventFilter(), with parts: StoredEvent.Parts = []
    ) throws(StoreError) -> EventPicker {
        try EventPicker(connection, filter, parts)
    }
}
