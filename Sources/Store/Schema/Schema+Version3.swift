extension Schema {
    /// What version 3 added to `number`: what was meant by the dialled form, and who dialled it.
    ///
    /// `target` is the E.164 number behind the form, NULL for an extension and for a name; `prefix` what was
    /// dialled in front of it, `confidence` how sure that reading is, in percent. `tail` is the form's last
    /// digits as `DialString.tail` has them, so that forms of one ending lie together; NULL where there are no
    /// digits. `sources` counts the distinct addresses that dialled it since `first_seen`; the first of their
    /// ids are in `source_set` (see `SourceSet`), the others in `number_source`.
    static let numberColumns = [
        "target INTEGER REFERENCES target (e164)", "prefix TEXT", "confidence INTEGER", "tail INTEGER",
        "sources INTEGER NOT NULL DEFAULT 0", "source_set BLOB",
    ]

    /// A target's totals are those of its forms, and it goes with the last of them, whoever deletes that.
    /// `e164` is the number itself as an integer, `country` two letters of ISO 3166. It is not the key of the table:
    /// rows in the order of numbers that attackers draw would dirty a page each, and those of its index are many to
    /// a page.
    static var tablesOfVersion3: String {
        """
        CREATE INDEX IF NOT EXISTS number_by_tail ON number (tail) WHERE tail IS NOT NULL;
        CREATE TABLE IF NOT EXISTS target (
            id INTEGER PRIMARY KEY,
            e164 INTEGER NOT NULL UNIQUE,
            country TEXT,
            first_seen INTEGER NOT NULL,
            last_seen INTEGER NOT NULL,
            last_event INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            last_minute INTEGER NOT NULL,
            forms INTEGER NOT NULL,
            sources INTEGER NOT NULL,
            source_set BLOB
        );
        \(index("target"))
        CREATE TABLE IF NOT EXISTS number_source (
            number INTEGER NOT NULL REFERENCES number,
            source INTEGER NOT NULL REFERENCES address,
            PRIMARY KEY (number, source)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS target_source (
            target INTEGER NOT NULL REFERENCES target,
            source INTEGER NOT NULL REFERENCES address,
            PRIMARY KEY (target, source)
        ) WITHOUT ROWID;
        CREATE TRIGGER IF NOT EXISTS number_gone AFTER DELETE ON number BEGIN
            DELETE FROM number_source WHERE number = OLD.id;
            UPDATE target SET attempts = attempts - OLD.attempts, forms = forms - 1 WHERE e164 = OLD.target;
            DELETE FROM target WHERE e164 = OLD.target AND forms <= 0;
        END;
        CREATE TRIGGER IF NOT EXISTS target_gone AFTER DELETE ON target BEGIN
            DELETE FROM target_source WHERE target = OLD.id;
        END;
        """
    }

    static var numberFromVersion2: String {
        numberColumns.map { "ALTER TABLE number ADD COLUMN \($0);" }.joined(separator: "\n")
    }
}
