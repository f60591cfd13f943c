/// Tells whether anything was written since it was last asked, at the cost of a look into shared memory.
public struct DataVersion {
    private let statement: SQLiteStatement

    init(_ connection: SQLiteConnection) throws(StoreError) {
        statement = try connection.prepare("PRAGMA data_version")
    }

    /// Another number after each commit of another connection. Comparable only with numbers from the same instance.
    public func current() throws(StoreError) -> Int64 {
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }
}

extension EventReader {
    public func dataVersion() throws(StoreError) -> DataVersion {
        try DataVersion(connection)
    }

    /// Makes everything until `endSnapshot` see the database as it is now. What the node writes meanwhile can't be
    /// carried back from its log to the database, so that a snapshot should be short.
    public func beginSnapshot() throws(StoreError) {
        try connection.execute("BEGIN")
    }

    public func endSnapshot() throws(StoreError) {
        try connection.execute("COMMIT")
    }
}
