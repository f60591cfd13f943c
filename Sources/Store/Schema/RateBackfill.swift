import Events

/// Counts the events of an earlier version's database into `rate`. Each piece commits with how far it came, so that a
/// start that was interrupted goes on there.
struct RateBackfill {
    private static let setting = "rates_read_to"
    private static let piece = 20_000

    private let connection: SQLiteConnection
    private let settings: SettingTable

    init(_ connection: SQLiteConnection) {
        self.connection = connection
        settings = SettingTable(connection)
    }

    /// Belongs into the transaction that makes the table.
    func schedule() throws(StoreError) {
        try settings.set(Self.setting, Int64.min)
    }

    var isUnfinished: Bool {
        get throws(StoreError) { try settings.integer(Self.setting) != nil }
    }

    /// Does what was scheduled and is not done yet.
    /// - Parameter progress: told rows done and rows in all.
    func run(progress: (Int64, Int64) -> Void) throws(StoreError) {
        guard try isUnfinished else { return }
        var done: Int64 = 0
        let total = try connection.integer("SELECT count(*) FROM event") ?? 0
        while let last = try settings.integer(Self.setting) {
            done += try connection.transaction { () throws(StoreError) in try countEvents(after: last) }
            progress(done, total)
        }
    }

    /// - Returns: how many rows.
    private func countEvents(after last: Int64) throws(StoreError) -> Int64 {
        let piece = "(SELECT * FROM event WHERE id > \(last) ORDER BY id LIMIT \(Self.piece))"
        let count = try connection.integer("SELECT count(*) FROM \(piece)") ?? 0
        guard count > 0, let end = try connection.integer("SELECT max(id) FROM \(piece)") else {
            try settings.remove(Self.setting)
            return 0
        }
        // A time that could not be read when it was carried over is text.
        try connection.execute(
            """
            INSERT INTO rate (minute, transport, method, attempts)
            SELECT time / \(Schema.minute), iif(typeof(transport) = 'integer', transport, \(Schema.unknownRate)),
                \(Schema.rateMethod), attempts
            FROM \(piece) AS event WHERE typeof(time) = 'integer'
            ON CONFLICT DO UPDATE SET attempts = attempts + excluded.attempts
            """)
        try settings.set(Self.setting, end)
        return count
    }
}
