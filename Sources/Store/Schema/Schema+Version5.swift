extension Schema {
    /// What version 5 added: what other nodes say that they saw. It stands apart from events, and counts in none of
    /// their totals.
    ///
    /// `kind` is 0 for an address and 1 for a called number, `author` the sixteen bytes of a node's UUID, or its public
    /// key. `legacy` is 1 where nobody vouches for the author. Times are nanoseconds since 1970, ours, not the
    /// author's.
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
            PRIMARY KEY (kind, value, author)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS reported_by_time ON reported (last_seen);
        """
    }
}
