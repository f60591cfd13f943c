import Events

/// What followers of the store keep in it: how far they have come, and what they set aside. On a connection of its own,
/// beside the node's writer.
public struct FollowerTable {
    /// An event that a follower could not deliver and does not try again by itself.
    public struct Undelivered: Hashable, Sendable {
        public let follower: String
        public let event: EventID
        /// When it was set aside.
        public let time: Timestamp
        /// The answer's status; nil without an answer.
        public let status: Int?
        public let reason: String
        /// Whether somebody asked to try it again.
        public let isWanted: Bool
    }

    private let connection: SQLiteConnection

    /// - Parameter path: of a node's database.
    public init(path: String) throws(StoreError) {
        // It checks that the database is one of ours and ready.
        _ = try EventReader(path: path)
        connection = try SQLiteConnection(path: path)
        guard !connection.isReadOnly else { throw .readOnly(path: path) }
    }

    /// Where a follower stopped, and how many events were deleted before it came to them; nil for one that never ran.
    public func state(of name: String) throws(StoreError) -> (position: FollowerPosition, missed: Int)? {
        let statement = try connection.prepare("SELECT last_event, last_late, missed FROM follower WHERE name = ?")
        statement.bind(1, text: name)
        guard try statement.step() else { return nil }
        let position = FollowerPosition(
            lastEvent: EventID(rawValue: statement.integer(0)), lastLate: statement.integer(1))
        return (position, Int(statement.integer(2)))
    }

    public func keep(_ position: FollowerPosition, of name: String) throws(StoreError) {
        let statement = try connection.prepare(
            """
            INSERT INTO follower (name, last_event, last_late, missed) VALUES (?, ?, ?, 0)
            ON CONFLICT DO UPDATE SET last_event = excluded.last_event, last_late = excluded.last_late
            """)
        statement.bind(1, text: name)
        statement.bind(2, position.lastEvent.rawValue)
        statement.bind(3, position.lastLate)
        try statement.run()
    }

    public func setAside(
        _ event: EventID, of name: String, at time: Timestamp, status: Int?, reason: String
    ) throws(StoreError) {
        let statement = try connection.prepare(
            """
            INSERT OR REPLACE INTO undelivered (follower, event, time, status, reason) VALUES (?, ?, ?, ?, ?)
            """)
        statement.bind(1, text: name)
        statement.bind(2, event.rawValue)
        statement.bind(3, time.nanoseconds)
        statement.bind(4, status.map(Int64.init))
        statement.bind(5, text: reason)
        try statement.run()
    }

    /// Those set aside, the oldest first.
    /// - Parameters:
    ///   - name: nil for all followers.
    ///   - isWanted: only those that are to be tried again.
    public func undelivered(
        of name: String? = nil, isWanted: Bool = false, limit: Int
    ) throws(StoreError) -> [Undelivered] {
        let statement = try connection.prepare(
            """
            SELECT follower, event, time, status, reason, retry FROM undelivered
            WHERE follower = coalesce(?1, follower) \(isWanted ? "AND retry = 1" : "") ORDER BY time, event LIMIT ?2
            """)
        statement.bind(1, text: name)
        statement.bind(2, max(0, limit))
        var all: [Undelivered] = []
        while try statement.step() {
            all.append(
                Undelivered(
                    follower: statement.text(0) ?? "", event: EventID(rawValue: statement.integer(1)),
                    time: Timestamp(nanoseconds: statement.integer(2)),
                    status: statement.isNull(3) ? nil : Int(statement.integer(3)), reason: statement.text(4) ?? "",
                    isWanted: statement.integer(5) == 1))
        }
        return all
    }

    /// Asks the node to try them again, which it does within seconds.
    /// - Parameters:
    ///   - name: nil for all followers.
    ///   - event: nil for all events.
    /// - Returns: how many.
    public func retry(of name: String? = nil, event: EventID? = nil) throws(StoreError) -> Int {
        let statement = try connection.prepare(
            """
            UPDATE undelivered SET retry = 1
            WHERE follower = coalesce(?1, follower) AND event = coalesce(?2, event) AND retry = 0
            """)
        statement.bind(1, text: name)
        statement.bind(2, event?.rawValue)
        try statement.run()
        return connection.changes
    }

    /// Forgets one that was delivered after all.
    public func remove(_ undelivered: Undelivered) throws(StoreError) {
        let statement = try connection.prepare("DELETE FROM undelivered WHERE follower = ? AND event = ?")
        statement.bind(1, text: undelivered.follower)
        statement.bind(2, undelivered.event.rawValue)
        try statement.run()
    }
}
