extension Schema {
    /// What version 5 added: what other nodes say that they saw. It stands apart from events, and counts in none of
    /// their totals.
    ///
    /// `kind` is 0 for an address and 1 for a called number, `author` the sixteen bytes of a node's UUID, or its public
    /// key. `legacy` is 1 where nobody vouches for the author: then `first_seen` and `last_seen` are ours, else they are
    /// the author's, held against our clock. Times are nanoseconds since 1970. The columns from `origin` on came with
    /// version 6: `origin` is a `PeerReport.Origin`, `proven` says that the address was shown to receive what is sent to
    /// it, `heard` is when we heard of it last, and `weight` decides what gives way when there is no room: 0 for what
    /// can't count, 1 for what can with others, 2 for a group's and 3 for a trusted author's.
    static var tablesOfVersion5: String {
        """
        CREATE TABLE IF NOT EXISTS reported (
            kind INTEGER NOT NULL,
            value TEXT NOT NULL,
            author BLOB NOT NULL,
            legacy INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            reports INTEGER NOT NULL,
            \(reportedColumns.map { "\($0)," }.joined(separator: "\n"))
            PRIMARY KEY (kind, value, author)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS reported_by_weight ON reported (weight, heard);
        CREATE INDEX IF NOT EXISTS reported_by_author ON reported (author, heard);
        """
    }

    private static let reportedColumns = ["origin", "proven", "attempts", "heard", "weight"].map {
        "\($0) INTEGER NOT NULL DEFAULT 0"
    }

    /// Version 5 knew of original nodes alone.
    static var reportedFromVersion5: String {
        reportedColumns.map { "ALTER TABLE reported ADD COLUMN \($0);" }.joined(separator: "\n") + """

            UPDATE reported SET attempts = reports, heard = last_seen;
            DROP INDEX IF EXISTS reported_by_time;

            """
    }
}
