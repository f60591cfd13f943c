import Events

/// Reads a node's database, also while the node writes: takes no lock that the node would wait for, and none
/// of its own that a second reader would meet.
public struct EventReader {
    let connection: SQLiteConnection

    /// - Parameter cache: bytes of the database that may be kept in memory; nil for SQLite's usual 2 MB.
    public init(path: String, cache: Int? = nil) throws(StoreError) {
        guard DatabasePath(path).exists else { throw .missing(path: path) }
        do throws(StoreError) {
            connection = try Self.open(path, .readOnly)
        } catch {
            // Who may not write beside the file can't make the index of its log either; without a log none is needed.
            guard error == .readOnly(path: path), !DatabasePath(path).hasLog else { throw error }
            connection = try Self.open(path, .immutable)
        }
        if let cache { try connection.execute("PRAGMA cache_size = -\(cache >> 10)") }
    }

    private static func open(_ path: String, _ access: SQLiteConnection.Access) throws(StoreError) -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, access: access)
        let application = try connection.integer("PRAGMA application_id") ?? 0
        let version = try connection.integer("PRAGMA user_version") ?? 0
        if application != Schema.applicationID {
            // An original's database becomes ours when a node starts on it.
            throw try OriginalImport.isNeeded(connection) ? .olderSchema(path: path) : .foreignSchema(path: path)
        }
        guard version <= Schema.version else { throw .newerSchema(path: path, version: Int(version)) }
        guard version == Schema.version, try !NumberBackfill(connection).isUnfinished,
            try !RateBackfill(connection).isUnfinished
        else { throw .olderSchema(path: path) }
        return connection
    }

    /// Who the node is; nil before its first start is over.
    public func nodeID() throws(StoreError) -> UUIDBytes? {
        try SettingTable(connection).nodeID()
    }
}
