/// Brings a database to the current layout, whatever it is: new, ours of an earlier version, or one that
/// the original wrote.
struct SchemaMigration {
    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    /// - Parameter progress: told rows done and rows in all while an original's database is carried over.
    func run(progress: (Int64, Int64) -> Void) throws(StoreError) {
        let version = try connection.integer("PRAGMA user_version") ?? 0
        let application = try connection.integer("PRAGMA application_id") ?? 0
        guard version <= Schema.version || application != Schema.applicationID else {
            throw .newerSchema(path: connection.path, version: Int(version))
        }
        if application == Schema.applicationID, version > 0 {
            try upgrade(from: version)
            try NumberBackfill(connection).run(progress: progress)
            return try RateBackfill(connection).run(progress: progress)
        }
        let tables = try connection.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table'") ?? 0
        if tables == 0 {
            try createEmpty()
        } else if try OriginalImport.isNeeded(connection) {
            try OriginalImport(connection).run(progress: progress)
        } else {
            throw .foreignSchema(path: connection.path)
        }
    }

    private func createEmpty() throws(StoreError) {
        try connection.transaction { () throws(StoreError) in
            try connection.execute(Schema.tables)
            try connection.execute(Schema.honeyView)
            try Self.stamp(connection)
        }
    }

    /// Events stay as they are. Sessions begin with version 2; what is known of numbers and of rates is found out
    /// afterwards, in pieces.
    private func upgrade(from version: Int64) throws(StoreError) {
        if version == Schema.version { return }
        try connection.transaction { () throws(StoreError) in
            if version < 2 { try connection.execute(Schema.totalsFromVersion1 + Schema.tablesOfVersion2) }
            if version < 3 {
                try connection.execute(Schema.numberFromVersion2 + Schema.tablesOfVersion3)
                try NumberBackfill(connection).schedule()
            }
            if version < 4 {
                try connection.execute(Schema.tablesOfVersion4)
                try RateBackfill(connection).schedule()
            }
            if version == 5 { try connection.execute(Schema.reportedFromVersion5) }
            try connection.execute(Schema.tablesOfVersion5 + Schema.tablesOfVersion6 + Schema.tablesOfVersion7)
            try Self.stamp(connection)
        }
    }

    /// Marks the layout as complete. Belongs into the transaction that completes it.
    static func stamp(_ connection: SQLiteConnection) throws(StoreError) {
        try connection.execute(
            "PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)")
    }
}
