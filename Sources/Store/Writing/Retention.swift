import Events

/// How long events are kept. Beyond a limit the oldest go first, and with them all that belongs to them alone:
/// credentials, details, calls, and the addresses, numbers, agents and sessions that no kept event is part of. Only the
/// newest address stays until there is a newer one.
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
    /// The tables whose rows belong to one event each.
    private static let eventParts = ["credential", "detail", "call", "undelivered"]

    private let policy: RetentionPolicy
    private let connection: SQLiteConnection

    init(_ policy: RetentionPolicy, _ connection: SQLiteConnection) {
        self.policy = policy
        self.connection = connection
    }

    /// Deletes one piece when there is something to delete.
    /// - Returns: whether anything was deleted; ids in memory may be stale then.
    func enforce(at now: Timestamp) throws(StoreError) -> Bool {
        guard let ids = try idsToDelete(now), try connection.integer("SELECT EXISTS (\(ids))") == 1 else {
            return false
        }
        try connection.transaction { () throws(StoreError) in
            try connection.execute(
                """
                UPDATE follower SET missed = missed + (SELECT count(*) FROM (\(ids)) AS gone WHERE gone.id > last_event)
                """)
            for table in Self.eventParts {
                try connection.execute("DELETE FROM \(table) WHERE event IN (\(ids))")
            }
            try connection.execute("DELETE FROM event WHERE id IN (\(ids))")
            try forgetUnseen()
        }
        return true
    }

    /// A query for the events of the oldest piece that are too old or too much. Each is judged by its own
    /// time: one whose clock was wrong takes no others with it.
    private func idsToDelete(_ now: Timestamp) throws(StoreError) -> String? {
        let oldest = "SELECT id, time FROM event ORDER BY id LIMIT \(Self.piece)"
        if let size = policy.maximumSize, try usedBytes() > size { return "SELECT id FROM (\(oldest))" }
        if let age = policy.maximumAge {
            return "SELECT id FROM (\(oldest)) WHERE time < \(now.adding(.zero - age).nanoseconds)"
        }
        return nil
    }

    private func usedBytes() throws(StoreError) -> Int64 {
        let pages = try connection.integer("PRAGMA page_count") ?? 0
        let free = try connection.integer("PRAGMA freelist_count") ?? 0
        return (pages - free) * (try connection.integer("PRAGMA page_size") ?? 0)
    }

    /// Values that only deleted events named, and sessions of which no event is left. The time finds them by
    /// the index; it alone would not do, since the original's rows are not in the order of their times, and a
    /// clock can be set back.
    private func forgetUnseen() throws(StoreError) {
        let first = try connection.prepare("SELECT id, time FROM event ORDER BY id LIMIT 1")
        let (id, time) = try first.step() ? (first.integer(0), first.integer(1)) : (.max, .max)
        first.reset()
        // A call may end when its event is gone already.
        for table in Self.eventParts { try connection.execute("DELETE FROM \(table) WHERE event < \(id)") }
        for table in Schema.Totals.allCases where table != .node {
            // Numbers keep the ids of their sources, so that none may be given again. SQLite takes the next
            // after the highest, which therefore stays.
            let kept = table == .address ? "AND id < (SELECT max(id) FROM address)" : ""
            try forget(in: table.rawValue, before: time, id, kept, oldestBy: "last_minute", time / Schema.minute)
        }
        try forget(in: "session", before: time, id, oldestBy: "last_seen", time)
    }

    /// - Parameters:
    ///   - condition: more that what goes has to meet.
    ///   - order: a column with an index.
    ///   - last: its highest value that can matter.
    private func forget(
        in table: String, before time: Int64, _ id: Int64, _ condition: String = "", oldestBy order: String,
        _ last: Int64
    ) throws(StoreError) {
        try connection.execute(
            """
            DELETE FROM \(table) WHERE id IN (
                SELECT id FROM \(table)
                WHERE \(order) <= \(last) AND last_seen < \(time) AND last_event < \(id) \(condition)
                ORDER BY \(order) LIMIT \(Self.piece))
            """)
    }
}
