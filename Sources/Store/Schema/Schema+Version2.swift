extension Schema {
    /// What version 2 added: what few events hold, in rows of their own beside `event`, and what events of one
    /// source come to.
    ///
    /// `credential.password_right` is NULL where nobody judged, `is_cut` says that a text is not whole. `detail`
    /// holds lists with a space between their items, which have none in them. `call` refers to the
    /// event of the INVITE; its times are nanoseconds since 1970. `session.methods` is a mask of
    /// `1 << SIPMethod.rawValue`, `credentials` counts events that hold some.
    static var tablesOfVersion2: String {
        """
        CREATE TABLE IF NOT EXISTS credential (
            event INTEGER PRIMARY KEY REFERENCES event,
            username TEXT NOT NULL,
            realm TEXT NOT NULL,
            uri TEXT NOT NULL,
            nonce TEXT NOT NULL,
            response TEXT NOT NULL,
            algorithm TEXT,
            qop TEXT,
            cnonce TEXT,
            nc TEXT,
            opaque TEXT,
            method TEXT,
            password_right INTEGER,
            is_cut INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS detail (
            event INTEGER PRIMARY KEY REFERENCES event,
            dtmf TEXT,
            media_addresses TEXT,
            codecs TEXT,
            refer_to TEXT,
            text TEXT
        );
        CREATE TABLE IF NOT EXISTS call (
            event INTEGER PRIMARY KEY REFERENCES event,
            ringing INTEGER,
            answered INTEGER,
            ended INTEGER NOT NULL,
            ending TEXT NOT NULL,
            status INTEGER NOT NULL,
            dtmf TEXT NOT NULL,
            packets_received INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS session (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES address,
            first_event INTEGER NOT NULL,
            last_event INTEGER NOT NULL,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            methods INTEGER NOT NULL,
            tool TEXT,
            credentials INTEGER NOT NULL
        );
        CREATE INDEX IF NOT EXISTS session_by_source ON session (source);
        CREATE INDEX IF NOT EXISTS session_by_last_seen ON session (last_seen);
        """
    }

    /// Tables of version 1 get the column and index that version 2 gave them.
    static var totalsFromVersion1: String {
        Totals.allCases.map { name in
            """
            ALTER TABLE \(name) ADD COLUMN last_minute INTEGER NOT NULL DEFAULT 0;
            UPDATE \(name) SET last_minute = last_seen / \(minute);
            DROP INDEX IF EXISTS \(name)_by_last_seen;
            \(index(name.rawValue))
            """
        }.joined(separator: "\n")
    }
}
