import Events

extension EventReader {
    /// Authors, those heard of last first; at the end those that we decided about and never heard of.
    /// - Parameter last: the last one of the page before; nil for the start.
    public func peers(behind last: PeerPage.Mark? = nil, limit: Int) throws(StoreError) -> PeerPage {
        let statement = try connection.prepare(
            """
            SELECT \(StoredPeer.columns) FROM author
            WHERE ?1 IS NULL OR (coalesce(last_seen, 0), key) < (?1, ?2)
            ORDER BY last_seen DESC, key DESC LIMIT ?3
            """)
        statement.bind(1, last?.lastSeen.nanoseconds)
        statement.bind(2, blob: last?.key ?? [])
        statement.bind(3, max(0, limit))
        var peers: [StoredPeer] = []
        while try statement.step() { if let peer = StoredPeer(statement) { peers.append(peer) } }
        let next = peers.count == limit ? peers.last : nil
        return PeerPage(
            peers: peers,
            next: next.map {
                PeerPage.Mark(lastSeen: $0.heard?.lastSeen ?? Timestamp(nanoseconds: 0), key: $0.key)
            })
    }

    public func peerCount() throws(StoreError) -> Int {
        Int(try connection.integer("SELECT count(*) FROM author") ?? 0)
    }

    public func peer(_ key: [UInt8]) throws(StoreError) -> StoredPeer? {
        try peers(from: key, to: key, limit: 1).first
    }

    /// Authors whose keys lie between two, which themselves belong to it.
    public func peers(from first: [UInt8], to last: [UInt8], limit: Int) throws(StoreError) -> [StoredPeer] {
        let statement = try connection.prepare(
            "SELECT \(StoredPeer.columns) FROM author WHERE key BETWEEN ?1 AND ?2 ORDER BY key LIMIT ?3")
        statement.bind(1, blob: first)
        statement.bind(2, blob: last)
        statement.bind(3, max(0, limit))
        var peers: [StoredPeer] = []
        while try statement.step() { if let peer = StoredPeer(statement) { peers.append(peer) } }
        return peers
    }

    /// What an author reported, what was heard last first.
    public func reports(by author: [UInt8], limit: Int) throws(StoreError) -> [StoredReport] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredReport.columns) FROM reported LEFT JOIN author ON author.key = reported.author
            WHERE reported.author = ?1 ORDER BY heard DESC LIMIT ?2
            """)
        statement.bind(1, blob: author)
        statement.bind(2, max(0, limit))
        return try reports(statement)
    }

    /// Who reported an address or a number: what weighs most first, then what was seen last.
    public func reports(of subject: PeerSubject, limit: Int) throws(StoreError) -> [StoredReport] {
        let statement = try connection.prepare(
            """
            SELECT \(StoredReport.columns) FROM reported LEFT JOIN author ON author.key = reported.author
            WHERE kind = ?1 AND value = ?2 ORDER BY weight DESC, reported.last_seen DESC, reported.author LIMIT ?3
            """)
        statement.bind(1, subject.kind.rawValue)
        statement.bind(2, text: subject.value)
        statement.bind(3, max(0, limit))
        return try reports(statement)
    }

    private func reports(_ statement: SQLiteStatement) throws(StoreError) -> [StoredReport] {
        var reports: [StoredReport] = []
        while try statement.step() { reports.append(StoredReport(statement)) }
        return reports
    }
}
