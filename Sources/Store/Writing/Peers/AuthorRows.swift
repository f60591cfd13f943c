import Events

/// The rows of `author`. Everything happens in the transaction that is open.
struct AuthorRows {
    private let connection: SQLiteConnection
    private let limits: PeerLimits
    private let upsert: SQLiteStatement

    init(_ connection: SQLiteConnection, _ limits: PeerLimits) throws(StoreError) {
        self.connection = connection
        self.limits = limits
        upsert = try connection.prepare(
            """
            INSERT INTO author (key, first_seen, last_seen, network, lowered_until, batches, events, dropped)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT DO UPDATE SET
                first_seen = min(coalesce(first_seen, excluded.first_seen), excluded.first_seen),
                last_seen = max(coalesce(last_seen, excluded.last_seen), excluded.last_seen),
                network = coalesce(excluded.network, network),
                lowered_until = CASE WHEN lowered_until IS NULL OR excluded.lowered_until > lowered_until
                    THEN excluded.lowered_until ELSE lowered_until END,
                batches = batches + excluded.batches,
                events = events + excluded.events,
                dropped = dropped + excluded.dropped
            """)
    }

    func note(_ author: StoredAuthor) throws(StoreError) {
        upsert.bind(1, blob: author.key)
        upsert.bind(2, author.firstSeen.nanoseconds)
        upsert.bind(3, author.lastSeen.nanoseconds)
        upsert.bind(4, text: author.network?.description)
        upsert.bind(5, author.loweredUntil?.nanoseconds)
        upsert.bind(6, author.batches)
        upsert.bind(7, author.events)
        upsert.bind(8, author.dropped)
        try upsert.run()
    }

    /// Those heard of longest ago give way, each to its like. What the user decided stays.
    func trim(at now: Timestamp) throws(StoreError) {
        let grown = now.nanoseconds - limits.keyAge.nanoseconds
        for condition in ["first_seen <= \(grown)", "first_seen > \(grown)"] {
            let few = "FROM author WHERE decision = 0 AND \(condition)"
            let surplus = (try connection.integer("SELECT count(*) \(few)") ?? 0) - Int64(limits.authors)
            guard surplus > 0 else { continue }
            try connection.execute(
                "DELETE FROM author WHERE key IN (SELECT key \(few) ORDER BY last_seen LIMIT \(surplus))")
        }
    }
}
