extension PeerTable {
    /// Another number after each decision, whoever made it, for one indexed read.
    public func decisionVersion() throws(StoreError) -> Int64 {
        try SettingTable(connection).integer(Self.decisionsSetting) ?? 0
    }

    /// The authors about whom the user decided something.
    public func decisions() throws(StoreError) -> [(key: [UInt8], decision: AuthorDecision)] {
        let statement = try connection.prepare("SELECT key, decision FROM author WHERE decision <> 0 ORDER BY key")
        var decisions: [(key: [UInt8], decision: AuthorDecision)] = []
        while try statement.step() {
            guard let key = statement.blob(0), let decision = AuthorDecision(rawValue: statement.integer(1)) else {
                continue
            }
            decisions.append((key, decision))
        }
        return decisions
    }

    /// Decides about an author, which need not have been heard of.
    public func decide(_ decision: AuthorDecision, of author: [UInt8]) throws(StoreError) {
        let upsert = try connection.prepare(
            """
            INSERT INTO author (key, decision) VALUES (?1, ?2)
            ON CONFLICT DO UPDATE SET decision = excluded.decision
            """)
        upsert.bind(1, blob: author)
        upsert.bind(2, decision.rawValue)
        // What it said while it was trusted no longer counts alone.
        let demote = try connection.prepare(
            "UPDATE reported SET origin = 0, weight = 1 WHERE author = ? AND origin = 2")
        demote.bind(1, blob: author)
        let forget = try connection.prepare(
            "DELETE FROM author WHERE key = ? AND decision = 0 AND first_seen IS NULL")
        forget.bind(1, blob: author)
        try connection.transaction { () throws(StoreError) in
            try upsert.run()
            if decision != .trusted { try demote.run() }
            try forget.run()
            try SettingTable(connection).set(Self.decisionsSetting, try decisionVersion() + 1)
        }
    }
}
