import Foundation

/// A database as the first version of the layout was, with two events in it.
enum VersionOneDatabase {
    static func make(_ path: String) throws {
        let totals = ["address", "destination", "node", "number", "agent", "method"].map { name in
            """
            CREATE TABLE IF NOT EXISTS \(name) (
                id INTEGER PRIMARY KEY,
                value NOT NULL UNIQUE,
                first_seen INTEGER NOT NULL,
                last_seen INTEGER NOT NULL,
                last_event INTEGER NOT NULL,
                attempts INTEGER NOT NULL
            );
            CREATE INDEX IF NOT EXISTS \(name)_by_last_seen ON \(name) (last_seen);
            INSERT INTO \(name) VALUES (1, \(values[name] ?? "''"), 1645528755000000000, 1645528756000000000, 8, 2);
            """
        }
        try Shell(path).run(
            """
            PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;
            BEGIN;
            \(totals.joined(separator: "\n"))
            \(event)
            \(view)
            INSERT INTO event (id, uuid, time, node, source, source_port, destination, destination_port, transport,
                collection, method, number, agent, message) VALUES
                (7, x'017f21282e8870008000000000000007', 1645528755000000000, 1, 1, 5060, 1, 5060, 0, 1, 1, 1, 1, x'41'),
                (8, x'017f21282e8870008000000000000008', 1645528756000000000, 1, 1, 5060, 1, 5060, 2, 0, 1, NULL, 1, x'42');
            PRAGMA application_id = 1397777778; PRAGMA user_version = 1;
            COMMIT;
            """)
    }

    private static let values = [
        "address": "'198.51.100.7'", "destination": "'192.0.2.1'", "node": "x'84d81449408849b29f90d731c588df79'",
        "number": "'00441'", "agent": "'friendly-scanner'", "method": "'INVITE'",
    ]

    private static let event = """
        CREATE TABLE IF NOT EXISTS setting (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS event (
            id INTEGER PRIMARY KEY,
            uuid,
            time,
            node INTEGER REFERENCES node,
            source INTEGER REFERENCES address,
            source_port INTEGER,
            destination INTEGER REFERENCES destination,
            destination_port INTEGER,
            transport,
            collection,
            method INTEGER REFERENCES method,
            status INTEGER,
            number INTEGER REFERENCES number,
            to_number INTEGER REFERENCES number,
            agent INTEGER REFERENCES agent,
            malformation TEXT,
            defects INTEGER,
            attempts INTEGER NOT NULL DEFAULT 1,
            retransmissions INTEGER NOT NULL DEFAULT 0,
            created,
            message BLOB
        );
        CREATE INDEX IF NOT EXISTS event_by_source ON event (source);
        """

    /// Byte for byte: `sqlite_schema` keeps the text.
    private static let view = """
        CREATE VIEW honey AS SELECT
            event.id AS honey_id,
            CASE typeof(event.time) WHEN 'integer'
            THEN strftime('%Y-%m-%d %H:%M:%S', event.time / 1000000000, 'unixepoch') || printf('.%09d', event.time % 1000000000)
            ELSE event.time END AS event_timestamp,
            CASE typeof(event.uuid) WHEN 'blob' THEN lower(
            substr(hex(event.uuid), 1, 8) || '-' || substr(hex(event.uuid), 9, 4) || '-' ||
            substr(hex(event.uuid), 13, 4) || '-' || substr(hex(event.uuid), 17, 4) || '-' ||
            substr(hex(event.uuid), 21)) ELSE event.uuid END AS event_uuid,
            CASE event.collection WHEN 0 THEN 'passive' WHEN 1 THEN 'responsive' ELSE event.collection END
                AS collected_method,
            address.value AS source_ip,
            CASE WHEN event.number IS NULL THEN 'NOT_FOUND' ELSE number.value END AS called_number,
            CASE event.transport WHEN 0 THEN 'UDP' WHEN 1 THEN 'TCP' WHEN 2 THEN 'TLS' ELSE event.transport END
                AS transport_type,
            CASE WHEN event.method IS NULL THEN 'NOT_FOUND' ELSE method.value END AS method,
            CASE WHEN event.agent IS NULL THEN 'NOT_FOUND' ELSE agent.value END AS user_agent,
            CAST(event.message AS TEXT) AS sip_message,
            CASE typeof(node.value) WHEN 'blob' THEN lower(
            substr(hex(node.value), 1, 8) || '-' || substr(hex(node.value), 9, 4) || '-' ||
            substr(hex(node.value), 13, 4) || '-' || substr(hex(node.value), 17, 4) || '-' ||
            substr(hex(node.value), 21)) ELSE node.value END AS created_by_node_id,
            CASE WHEN event.created IS NULL
                THEN CASE typeof(event.time) WHEN 'integer'
            THEN strftime('%Y-%m-%d %H:%M:%S', event.time / 1000000000, 'unixepoch') || printf('.%03d', event.time / 1000000 % 1000)
            ELSE event.time END
                ELSE nullif(event.created, x'') END AS created_at
        FROM event
        LEFT JOIN address ON address.id = event.source
        LEFT JOIN node ON node.id = event.node
        LEFT JOIN number ON number.id = event.number
        LEFT JOIN method ON method.id = event.method
        LEFT JOIN agent ON agent.id = event.agent;
        """
}
