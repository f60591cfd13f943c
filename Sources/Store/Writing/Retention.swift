import Events

/// How long events are kept. Beyond a limit the oldest go first, and with them the addresses, numbers
/// and agents that no event of the kept span names.
public struct RetentionPolicy: Hashable, Sendable {
    /// nil keeps events for ever.
    public var maximumAge: Duration?
    /// Bytes of the database file, free pages not counted; nil for no limit.
    public var maximumSize: Int64?

    public init(maximumAge: Duration? = nil, maximumSize: Int64? = nil) {
        self.maximumAge = maximumAge
        self.maximumSize = maximumSize
    }
}

/// Deletes what the policy no longer keeps, a bounded piece at a time.
struct Retention {
    private static let piece = 20_000

    private let policy: RetentionPolicy
    private let connection: SQLiteConnection

    init(_ policy: RetentionPolicy, _ connection: SQLiteConnection) {
        self.policy = policy
        self.connection = connection
    }

    /// Deletes one piece when there is something to delete.
    /// - Returns: whether anything was deleted; ids in memory may be stale then.
    func enforce(at now: Timestamp) throws(StoreError) -> Bool {
        guard let last = try lastToDelete(now) else { return false }
        try connection.transaction { () throws(StoreError) in
            try connection.execute(
                """
                DELETE FROM message WHERE event <= \(last);
                DELETE FROM event WHERE id <= \(last);
                """)
            try forgetUnseen()
        }
        return true
    }

    /// The newest id of the oldest piece that is too old or too much.
    private func lastToDelete(_ now: Timestamp) throws(StoreError) -> Int64? {
        let oldest = "SELECT id, time FROM event ORDER BY id LIMIT \(Self.piece)"
        if let size = policy.maximumSize, try usedBytes() > size {
            return try connection.integer("SELECT max(id) FROM (\(oldest)) HAVING count(*) > 0")
        }
        if let age = policy.maximumAge {
            let limit = now.adding(.zero - age).nanoseconds
            return try connection.integer("SELECT max(id) FROM (\(oldest)) WHERE time < \(limit) HAVING count(*) > 0")
        }
        return nil
    }

    private func usedBytes() throws(StoreError) -> Int64 {
        let pages = try connection.integer("PRAGMA page_count") ?? 0
        let free = try connection.integer("PRAGMA freelist_count") ?? 0
        return (pages - free) * (try connection.integer("PRAGMA page_size") ?? 0)
    }

    private func forgetUnseen() throws(StoreError) {
        guard let oldest = try connection.integer("SELECT time FROM event ORDER BY id LIMIT 1") else { return }
        for table in Schema.Totals.allCases where table != .node {
            try connection.execute(
                """
                DELETE FROM \(table) WHERE id IN (
                    SELECT id FROM \(table) WHERE last_seen < \(oldest) ORDER BY last_seen LIMIT \(Self.piece))
                """)
        }
    }
}
