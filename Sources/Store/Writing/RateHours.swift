import Events

/// Makes one row an hour of rates that nobody looks at by the minute any more.
struct RateHours {
    /// Minutes for which they are kept by the minute.
    private static let fine: Int64 = 2 * 24 * 60

    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    func merge(at now: Timestamp) throws(StoreError) {
        // Whole hours, so that none is added to twice as long as its minutes are still being written.
        let end = (now.nanoseconds / Schema.minute - Self.fine) / 60 * 60
        let old = "minute < \(end) AND minute % 60 <> 0"
        guard try connection.integer("SELECT EXISTS (SELECT 1 FROM rate WHERE \(old))") == 1 else { return }
        try connection.transaction { () throws(StoreError) in
            try connection.execute(
                """
                INSERT INTO rate (minute, transport, method, attempts)
                SELECT minute / 60 * 60, transport, method, attempts FROM rate WHERE \(old)
                ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts;
                DELETE FROM rate WHERE \(old);
                """)
        }
    }
}
