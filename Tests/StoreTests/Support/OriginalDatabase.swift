import Foundation

/// A database as the original writes it.
enum OriginalDatabase {
    static let columns = [
        "honey_id", "event_timestamp", "event_uuid", "collected_method", "source_ip", "called_number", "transport_type",
        "method", "user_agent", "sip_message", "created_by_node_id", "created_at",
    ]

    static func make(_ path: String, rows: String = "") throws {
        try Shell(path).run(
            """
            CREATE TABLE honey (
                honey_id INTEGER PRIMARY KEY, event_timestamp TEXT, event_uuid TEXT, collected_method TEXT,
                source_ip TEXT, called_number TEXT, transport_type TEXT, method TEXT, user_agent TEXT,
                sip_message TEXT, created_by_node_id TEXT,
                created_at DATETIME DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')));
            CREATE INDEX source_ip_idx ON honey (source_ip);
            CREATE INDEX called_number_idx ON honey (called_number);
            \(rows)
            """)
    }

    /// `count` rows like those of a real one, from `ids` on.
    static func rows(_ count: Int, from id: Int = 1) -> String {
        """
        WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < \(count))
        INSERT INTO honey SELECT \(id) + i,
            strftime('%Y-%m-%d %H:%M:%S', 1645528755 + i, 'unixepoch') || printf('.%09d', i * 7919 % 1000000000),
            printf('%08x-0000-4000-8000-%012x', i, i), 'passive', '198.51.' || (i / 256 % 256) || '.' || (i % 256),
            '00' || (i % 100), 'UDP', 'INVITE', 'friendly-scanner', 'INVITE sip:' || i || char(13, 10),
            '84d81449-4088-49b2-9f90-d731c588df79', strftime('%Y-%m-%d %H:%M:%S', 1645528756 + i, 'unixepoch')
        FROM n;
        """
    }

    /// What `SELECT … FROM honey` gives, byte for byte.
    static func contents(_ path: String) throws -> [[String?]] {
        let values = columns.map { "CASE WHEN \($0) IS NULL THEN NULL ELSE hex(CAST(\($0) AS BLOB)) END" }
        return try Shell(path).rows("SELECT \(values.joined(separator: ", ")) FROM honey ORDER BY honey_id")
    }
}
