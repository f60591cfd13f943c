import Events

/// Looks one address up.
public struct AddressLookup {
    private let statement: SQLiteStatement

    init(_ connection: SQLiteConnection) throws(StoreError) {
        statement = try connection.prepare(
            "SELECT \(StoredTotal.columns) FROM address WHERE value = ?1 AND attempts > 0")
    }

    /// - Parameter value: an address as `IPAddress` writes it.
    public func callAsFunction(_ value: String) throws(StoreError) -> StoredTotal? {
        statement.bind(1, text: value)
        defer { statement.reset() }
        return try statement.step() ? StoredTotal(statement) : nil
    }
}

extension EventReader {
    public func addressLookup() throws(StoreError) -> AddressLookup {
        try AddressLookup(connection)
    }
}
