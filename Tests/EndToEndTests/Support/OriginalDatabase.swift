/// A database as the original writes it.
struct OriginalDatabase {
    private static let columns = """
        event_timestamp, event_uuid, collected_method, source_ip, called_number, transport_type, method, user_agent,
            sip_message, created_by_node_id
        """

    let database: Database

    /// An empty one.
    init(path: String) throws {
        database = Database(path: path)
        try database.execute(
            """
            CREATE TABLE honey (honey_id INTEGER PRIMARY KEY, event_timestamp TEXT, event_uuid TEXT,
                collected_method TEXT, source_ip TEXT, called_number TEXT, transport_type TEXT, method TEXT,
                user_agent TEXT, sip_message TEXT, created_by_node_id TEXT,
                created_at DATETIME DEFAULT(STRFTIME('%Y-%m-%d %H:%M:%f', 'NOW')));
            CREATE INDEX source_ip_index ON honey (source_ip);
            """)
    }

    /// Adds a row of SQL literals in the order of the original's columns.
    func insert(_ literals: String...) throws {
        try database.execute("INSERT INTO honey (\(Self.columns)) VALUES (\(literals.joined(separator: ", ")))")
    }

    /// Adds so many rows, each different.
    func fill(_ count: Int) throws {
        try database.execute(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(count))
            INSERT INTO honey (\(Self.columns))
            SELECT strftime('%Y-%m-%d %H:%M:%S', 1645528755 + i, 'unixepoch') || printf('.%09d', i * 7919 % 1000000000),
                printf('%08x-0000-4000-8000-%012x', i * 2654435761 % 4294967296, i), 'responsive',
                printf('198.51.%d.%d', i % 7, i % 251), printf('00%d', 46700000000 + i % 90000),
                CASE i % 5 WHEN 0 THEN 'TCP' ELSE 'UDP' END, CASE i % 3 WHEN 0 THEN 'REGISTER' ELSE 'INVITE' END,
                CASE i % 11 WHEN 0 THEN 'NOT_FOUND' ELSE 'pplsip ' || i % 40 END,
                'INVITE sip:' || i || '@192.0.2.1 SIP/2.0' || char(13, 10) || hex(zeroblob(100)),
                'a1b2c3d4-0000-4000-8000-00000000000' || i % 3
            FROM n
            """)
    }
}
