import Events
import SIP

extension Schema {
    /// What version 4 added: attempts over time, what a follower of the store needs, and a way from a UUID to an
    /// event of the original's database.
    ///
    /// `rate.minute` is minutes since 1970; after two days those of an hour are one row, at its first minute.
    /// `transport` and `method` are raw values of `SIPTransport` and `SIPMethod`, `unknownRate` for what has none.
    /// `late` holds events that were committed after others with higher ids. `follower` says how far somebody who must
    /// see every event has come (`last_event`, `last_late`) and how many were deleted before; `undelivered` is what it
    /// set aside, `retry` that it is to try again.
    static var tablesOfVersion4: String {
        """
        CREATE TABLE IF NOT EXISTS rate (
            minute INTEGER NOT NULL,
            transport INTEGER NOT NULL,
            method INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            PRIMARY KEY (minute, transport, method)
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS late (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event INTEGER NOT NULL REFERENCES event
        );
        CREATE TABLE IF NOT EXISTS follower (
            name TEXT PRIMARY KEY,
            last_event INTEGER NOT NULL,
            last_late INTEGER NOT NULL,
            missed INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS undelivered (
            follower TEXT NOT NULL,
            event INTEGER NOT NULL REFERENCES event,
            time INTEGER NOT NULL,
            status INTEGER,
            reason TEXT NOT NULL,
            retry INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (follower, event)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS event_by_uuid ON event (uuid) WHERE \(hasForeignID);
        """
    }

    /// Stands in `rate` for no transport and for no method.
    static let unknownRate: Int64 = -1

    /// Ids of the original's rows count from 1. None of our own was ever so low: it would be of the year 1978.
    static let hasForeignID = "id < \(Int64(1) << 50)"

    /// The method of an event, as `rate` has it.
    static var rateMethod: String {
        let names = SIPMethod.allCases.compactMap { method in
            method.name.map { "WHEN '\($0)' THEN \(method.rawValue)" }
        }
        return """
            CASE WHEN event.method IS NULL OR event.method = 0 THEN \(unknownRate) ELSE
                (SELECT CASE value \(names.joined(separator: " ")) ELSE \(SIPMethod.other.rawValue) END
                    FROM method WHERE id = event.method) END
            """
    }
}
