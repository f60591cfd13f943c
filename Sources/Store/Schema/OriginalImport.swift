/// Carries over the rows of a database that the original wrote. Its table `honey` stays untouched until
/// every row is in the new tables; then one transaction swaps it for the view of that name. A start that
/// was interrupted goes on where it stopped, so that a crash at any moment loses nothing.
struct OriginalImport {
    private static let chunk = 10_000
    private static let progressSetting = "imported_honey_id"

    private let connection: SQLiteConnection

    init(_ connection: SQLiteConnection) {
        self.connection = connection
    }

    /// Whether `honey` is a table, as only the original makes it.
    static func isNeeded(_ connection: SQLiteConnection) throws(StoreError) -> Bool {
        try connection.integer("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'honey'") == 1
    }

    func run(progress: (Int64, Int64) -> Void) throws(StoreError) {
        let settings = SettingTable(connection)
        try connection.transaction { () throws(StoreError) in
            try dropEarlierCopy()
            try connection.execute(Schema.tables)
        }
        let total = try connection.integer("SELECT count(*) FROM honey") ?? 0
        var done = try connection.integer("SELECT count(*) FROM event") ?? 0
        var last = try settings.integer(Self.progressSetting) ?? .min
        var rows = try OriginalRows(connection)
        let select = try connection.prepare(
            """
            SELECT honey_id, event_timestamp, event_uuid, collected_method, source_ip, called_number,
                transport_type, method, user_agent, sip_message, created_by_node_id, created_at
            FROM honey WHERE honey_id > ? ORDER BY honey_id LIMIT \(Self.chunk)
            """)
        while true {
            let copied = try connection.transaction { () throws(StoreError) -> Int64 in
                select.bind(1, last)
                defer { select.reset() }
                var count: Int64 = 0
                while try select.step() {
                    try rows.insert(OriginalRow(select))
                    last = select.integer(0)
                    count += 1
                }
                try rows.flushTotals()
                try settings.set(Self.progressSetting, last)
                return count
            }
            if copied == 0 { break }
            done += copied
            progress(done, total)
        }
        try connection.transaction { () throws(StoreError) in
            try connection.execute("DROP TABLE honey; \(Schema.honeyView)")
            try settings.remove(Self.progressSetting)
            try SchemaMigration.stamp(connection)
        }
    }

    /// What an earlier version copied before it was interrupted has another layout, and is copied again: the
    /// original's table is still whole.
    private func dropEarlierCopy() throws(StoreError) {
        // Nothing was ever stored in it before all was carried over.
        if try connection.integer("SELECT count(*) FROM sqlite_schema WHERE name = 'author'") == 0 {
            try connection.execute("DROP TABLE IF EXISTS reported")
        }
        let made = "SELECT total(name = 'number') AS numbers, total(name = 'rate') AS rates FROM sqlite_schema"
        guard try connection.integer("SELECT numbers > 0 AND rates = 0 FROM (\(made))") == 1 else { return }
        let tables = Schema.Totals.allCases.map(\.rawValue) + ["target", "event", "setting"]
        try connection.execute(tables.map { "DROP TABLE IF EXISTS \($0);" }.joined())
    }
}
