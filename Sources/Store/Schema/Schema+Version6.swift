extension Schema {
    /// What version 6 added: who reports, and what we put into the network ourselves.
    ///
    /// `author.key` is a public key. Times are nanoseconds since 1970 by our clock; `first_seen` and `last_seen` are NULL
    /// for one that we decided about and never heard of. `network` is the prefix that its packets came from, NULL where
    /// that was not seen; `decision` an `AuthorDecision`. `own_value.id` is the id of the value in the network, its bits
    /// as a signed integer.
    static var tablesOfVersion6: String {
        """
        CREATE TABLE IF NOT EXISTS author (
            key BLOB PRIMARY KEY,
            first_seen INTEGER,
            last_seen INTEGER,
            network TEXT,
            lowered_until INTEGER,
            batches INTEGER NOT NULL DEFAULT 0,
            events INTEGER NOT NULL DEFAULT 0,
            dropped INTEGER NOT NULL DEFAULT 0,
            decision INTEGER NOT NULL DEFAULT 0
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS author_by_last_seen ON author (last_seen);
        CREATE TABLE IF NOT EXISTS own_value (
            id INTEGER PRIMARY KEY,
            data BLOB NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL
        );
        CREATE INDEX IF NOT EXISTS own_value_by_expires ON own_value (expires);
        """
    }
}
