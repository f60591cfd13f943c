/// The layout of the database: narrow events that refer to addresses, numbers, agents and methods by
/// integer, and those with their totals. `PRAGMA user_version` counts its versions.
enum Schema {
    static let version: Int64 = 7

    /// "SPer": tells our databases from those of other programs (`PRAGMA application_id`).
    static let applicationID: Int64 = 0x5350_6572

    /// The tables of distinct values with totals of the events that name them.
    enum Totals: String, CaseIterable {
        case address, destination, node, number, agent, method
    }

    /// `value` is text, or sixteen bytes for a node. `first_seen` and `last_seen` are nanoseconds since
    /// 1970, `last_event` is the highest id of an event that names it. `last_minute` is `last_seen` in whole minutes:
    /// an index on it gives the newest first, and stays as it is however often a value comes in one minute. One on
    /// `last_seen` would be written for each value in each commit.
    private static func table(_ name: Totals) -> String {
        """
        CREATE TABLE IF NOT EXISTS \(name) (
            id INTEGER PRIMARY KEY,
            value NOT NULL UNIQUE,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            last_event INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            last_minute INTEGER NOT NULL DEFAULT 0\(name == .number ? numberColumns.map { ", \($0)" }.joined() : "")
        );
        \(index(name.rawValue))
        """
    }

    static func index(_ table: String) -> String {
        "CREATE INDEX IF NOT EXISTS \(table)_by_last_minute ON \(table) (last_minute);"
    }

    /// Nanoseconds.
    static let minute: Int64 = 60_000_000_000

    /// `event.id` is the head of its UUID for our own events (see `EventID`) and `honey_id` for those of
    /// the original's database. `time`, `uuid`, `transport`, `collection` and `created` hold text where
    /// the original's value has no narrow form, so that nothing of it is lost; a reference to row 0 of
    /// `method`, `number` or `agent` and an empty blob in `created` stand for its NULL.
    ///
    /// One index only: each further one on a column of many values dirties a page for almost every event,
    /// which costs more than all the rest of the row.
    static var tables: String {
        Totals.allCases.map(table).joined(separator: "\n") + """

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

            """ + tablesOfVersion2 + tablesOfVersion3 + tablesOfVersion4
            + tablesOfVersion5 + tablesOfVersion6 + tablesOfVersion7
    }

    /// The original's table, as a view that works in any SQLite shell.
    static var honeyView: String {
        """
        CREATE VIEW honey AS SELECT
            event.id AS honey_id,
            \(eventTime) AS event_timestamp,
            \(uuid("event.uuid")) AS event_uuid,
            \(eventCollection)
                AS collected_method,
            address.value AS source_ip,
            CASE WHEN event.number IS NULL THEN 'NOT_FOUND' ELSE number.value END AS called_number,
            \(eventTransport)
                AS transport_type,
            CASE WHEN event.method IS NULL THEN 'NOT_FOUND' ELSE method.value END AS method,
            CASE WHEN event.agent IS NULL THEN 'NOT_FOUND' ELSE agent.value END AS user_agent,
            CAST(event.message AS TEXT) AS sip_message,
            \(uuid("node.value")) AS created_by_node_id,
            CASE WHEN event.created IS NULL
                THEN \(timestamp("event.time", fraction: "printf('.%03d', event.time / 1000000 % 1000)"))
                ELSE nullif(event.created, x'') END AS created_at
        FROM event
        LEFT JOIN address ON address.id = event.source
        LEFT JOIN node ON node.id = event.node
        LEFT JOIN number ON number.id = event.number
        LEFT JOIN method ON method.id = event.method
        LEFT JOIN agent ON agent.id = event.agent;
        """
    }

    /// Columns of an event as the original shows them.
    static let eventTime = timestamp("event.time", fraction: "printf('.%09d', event.time % 1000000000)")
    static let eventCollection =
        "CASE event.collection WHEN 0 THEN 'passive' WHEN 1 THEN 'responsive' ELSE event.collection END"
    static let eventTransport =
        "CASE event.transport WHEN 0 THEN 'UDP' WHEN 1 THEN 'TCP' WHEN 2 THEN 'TLS' ELSE event.transport END"

    /// Nanoseconds as text; what is text already stays.
    private static func timestamp(_ column: String, fraction: String) -> String {
        """
        CASE typeof(\(column)) WHEN 'integer'
            THEN strftime('%Y-%m-%d %H:%M:%S', \(column) / 1000000000, 'unixepoch') || \(fraction)
            ELSE \(column) END
        """
    }

    /// Sixteen bytes as lower-case text; what is text already stays.
    static func uuid(_ column: String) -> String {
        """
        CASE typeof(\(column)) WHEN 'blob' THEN lower(
            substr(hex(\(column)), 1, 8) || '-' || substr(hex(\(column)), 9, 4) || '-' ||
            substr(hex(\(column)), 13, 4) || '-' || substr(hex(\(column)), 17, 4) || '-' ||
            substr(hex(\(column)), 21)) ELSE \(column) END
        """
    }
}
