import Events

/// Looks one address or one number up.
public struct TotalLookup {
    private let statement: SQLiteStatement

    init(_ table: Schema.Totals, in connection: SQLiteConnection) throws(StoreError) {
        statement = try connection.prepare(
            "SELECT \(StoredTotal.columns) FROM \(table) WHERE value = ?1 AND attempts > 0")
    }

    public func callAsFunction(_ value: String) throws(StoreError) -> StoredTotal? {
        statement.bind(1, text: value)
        defer { statement.reset() }
        return try statement.step() ? StoredTotal(statement) : nil
    }
}

extension EventReader {
    public func addressLookup() throws(StoreError) -> TotalLookup {
        try TotalLookup(.address, in: connection)
    }

    public func numberLookup() throws(StoreError) -> TotalLookup {
        try TotalLookup(.number, in: connection)
    }
}
