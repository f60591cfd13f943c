import Events

/// The rows of `reported`. Everything happens in the transaction that is open.
struct ReportedRows {
    /// After this long a proof is asked for anew: the address may be somebody else's. Values live no longer.
    private static let proofLifetime: Int64 = 26 * 60 * Schema.minute
    /// Authors choose what they count; it must stay an integer.
    private static let mostAttempts: Int64 = 1 << 53

    private let connection: SQLiteConnection
    private let limit: Int64
    private let upsert: SQLiteStatement

    init(_ connection: SQLiteConnection, _ limits: PeerLimits) throws(StoreError) {
        self.connection = connection
        limit = Int64(limits.reports)
        upsert = try connection.prepare(
            """
            INSERT INTO reported (kind, value, author, legacy, origin, proven, first_seen, last_seen, heard, attempts,
                reports, weight)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 1,
                CASE WHEN ?5 > 0 THEN ?5 + 1 WHEN NOT ?4 AND ?6 AND EXISTS (SELECT 1 FROM author
                    WHERE key = ?3 AND network IS NOT NULL AND first_seen <= ?9 - \(limits.keyAge.nanoseconds))
                THEN 1 ELSE 0 END)
            ON CONFLICT DO UPDATE SET
                origin = excluded.origin,
                proven = max(excluded.proven, proven AND excluded.first_seen <= last_seen + \(Self.proofLifetime)),
                first_seen = min(first_seen, excluded.first_seen),
                last_seen = max(last_seen, excluded.last_seen),
                heard = max(heard, excluded.heard),
                attempts = min(attempts + excluded.attempts, \(Self.mostAttempts)),
                reports = reports + 1,
                weight = max(excluded.weight, min(weight, 1))
            """)
    }

    func add(_ report: PeerReport) throws(StoreError) {
        upsert.bind(1, report.subject.kind.rawValue)
        upsert.bind(2, text: report.subject.value)
        upsert.bind(3, blob: report.author)
        upsert.bind(4, report.isLegacy ? 1 : 0)
        upsert.bind(5, report.origin.rawValue)
        upsert.bind(6, report.isProven ? 1 : 0)
        upsert.bind(7, report.first.nanoseconds)
        upsert.bind(8, report.last.nanoseconds)
        upsert.bind(9, report.heard.nanoseconds)
        upsert.bind(10, min(max(0, Int64(report.attempts)), Self.mostAttempts))
        try upsert.run()
    }

    /// Those heard of longest ago give way: what can't count first, as long as it has more than half, then what can with
    /// others, and trusted authors' last.
    func trim() throws(StoreError) {
        let light = try connection.integer("SELECT count(*) FROM reported WHERE weight = 0") ?? 0
        let weighty = try connection.integer("SELECT count(*) FROM reported WHERE weight > 0") ?? 0
        let surplus = light + weighty - limit
        guard surplus > 0 else { return }
        let ofLight = min(surplus, max(0, light - limit / 2))
        try delete(ofLight, where: "weight = 0")
        try delete(surplus - ofLight, where: "weight > 0")
    }

    private func delete(_ count: Int64, where condition: String) throws(StoreError) {
        guard count > 0 else { return }
        try connection.execute(
            """
            DELETE FROM reported WHERE (kind, value, author) IN (
                SELECT kind, value, author FROM reported WHERE \(condition) ORDER BY weight, heard LIMIT \(count))
            """)
    }
}

extension Duration {
    /// Whole ones.
    var nanoseconds: Int64 { components.seconds &* 1_000_000_000 &+ components.attoseconds / 1_000_000_000 }
}
