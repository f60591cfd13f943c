import Events

/// The embedded database of events. Opening it makes it ready: created, migrated, or carried over from
/// the original.
public struct EventStore {
    /// How safe a commit is when the machine, not just the process, fails.
    public enum Synchronous: String, CaseIterable, Sendable {
        /// A power failure may cost the last moments, never the database.
        case normal
        /// Every commit waits for the disk.
        case full
    }

    public struct Options: Sendable {
        public var synchronous: Synchronous
        public var retention: RetentionPolicy

        public init(synchronous: Synchronous = .normal, retention: RetentionPolicy = RetentionPolicy()) {
            self.synchronous = synchronous
            self.retention = retention
        }
    }

    /// Held for as long as the store or its writer is in use.
    private let lock: DatabaseLock
    private let connection: SQLiteConnection
    private let options: Options

    /// - Parameters:
    ///   - path: made when it does not exist; its directory must.
    ///   - progress: told rows done and rows in all while an original's database is carried over.
    public init(
        path: String, options: Options = Options(), progress: (Int64, Int64) -> Void = { _, _ in }
    ) throws(StoreError) {
        guard DatabasePath(path).hasDirectory else { throw .directoryMissing(path: path) }
        guard DatabasePath(path).isDirectoryWritable else { throw .readOnly(path: path) }
        lock = try DatabaseLock(database: path)
        connection = try SQLiteConnection(path: path)
        // SQLite itself would be content to read it.
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
        self.options = options
        try Self.configure(connection, options)
        try SchemaMigration(connection).run(progress: progress)
    }

    private static func configure(_ connection: SQLiteConnection, _ options: Options) throws(StoreError) {
        // Pages of 16 KiB hold more messages each, so that a commit writes fewer; an existing file keeps its own size.
        try connection.execute("PRAGMA page_size = 16384")
        let mode = try connection.prepare("PRAGMA journal_mode = WAL")
        guard try mode.step(), mode.text(0) == "wal" else { throw .readOnly(path: connection.path) }
        mode.reset()
        // Some builds of SQLite write zeros over every page that is freed. Dropping a table would then take as much
        // memory as it has pages, and retention would write as much as it deletes.
        try connection.execute(
            """
            PRAGMA synchronous = \(options.synchronous.rawValue);
            PRAGMA cache_size = -8192;
            PRAGMA wal_autocheckpoint = 2048;
            PRAGMA journal_size_limit = 67108864;
            PRAGMA temp_store = MEMORY;
            PRAGMA secure_delete = FAST;
            """)
    }

    /// Who this node is: drawn at the first start and kept in the database.
    public func nodeID() throws(StoreError) -> UUIDBytes {
        let settings = SettingTable(connection)
        if let kept = try settings.nodeID() { return kept }
        let drawn = UUIDBytes.random()
        try settings.set("node_id", drawn.bytes)
        return drawn
    }

    /// The highest event id in use.
    public func lastEventID() throws(StoreError) -> EventID {
        EventID(rawValue: try connection.integer("SELECT max(id) FROM event") ?? 0)
    }

    /// The writer, which takes the database over: nothing else of it is used afterwards.
    public consuming func writer() throws(StoreError) -> StoreWriter {
        try StoreWriter(connection, lock: lock, retention: options.retention)
    }
}
