/// Gives the numbers of an earlier version's database their readings, targets and sources: first every form is
/// read, then every event names the source of one. Each piece commits with how far it came, so that a start that
/// was interrupted goes on there.
struct NumberBackfill {
    private static let numberSetting = "numbers_read_to"
    private static let eventSetting = "sources_read_to"
    private static let numberPiece = 2_000
    private static let eventPiece = 20_000

    private let connection: SQLiteConnection
    private let settings: SettingTable

    init(_ connection: SQLiteConnection) {
        self.connection = connection
        settings = SettingTable(connection)
    }

    /// Belongs into the transaction that makes the columns.
    func schedule() throws(StoreError) {
        try settings.set(Self.numberSetting, Int64.min)
    }

    var isUnfinished: Bool {
        get throws(StoreError) {
            if try settings.integer(Self.numberSetting) != nil { return true }
            return try settings.integer(Self.eventSetting) != nil
        }
    }

    /// Does what was scheduled and is not done yet.
    /// - Parameter progress: told rows done and rows in all.
    func run(progress: (Int64, Int64) -> Void) throws(StoreError) {
        guard try isUnfinished else { return }
        var rows = try NumberRows(connection)
        var done: Int64 = 0
        let total = try connection.integer("SELECT (SELECT count(*) FROM number) + (SELECT count(*) FROM event)") ?? 0
        while let last = try settings.integer(Self.numberSetting) {
            done += try connection.transaction { () throws(StoreError) in try readForms(after: last, &rows) }
            progress(done, total)
        }
        while let last = try settings.integer(Self.eventSetting) {
            done += try connection.transaction { () throws(StoreError) in try readSources(after: last, &rows) }
            progress(done, total)
        }
    }

    /// - Returns: how many rows.
    private func readForms(after last: Int64, _ rows: inout NumberRows) throws(StoreError) -> Int64 {
        let select = try connection.prepare(
            """
            SELECT id, value, attempts, first_seen, last_seen, last_event FROM number
            WHERE id > ? ORDER BY id LIMIT \(Self.numberPiece)
            """)
        select.bind(1, last)
        var count: Int64 = 0
        var end = last
        while try select.step() {
            end = select.integer(0)
            count += 1
            rows.read(.text(select.blob(1) ?? []), of: end, FormTotals(form: select, from: 2))
        }
        try rows.flush()
        if count > 0 {
            try settings.set(Self.numberSetting, end)
        } else {
            try settings.remove(Self.numberSetting)
            try settings.set(Self.eventSetting, Int64.min)
        }
        return count
    }

    private func readSources(after last: Int64, _ rows: inout NumberRows) throws(StoreError) -> Int64 {
        let select = try connection.prepare(
            "SELECT id, number, source FROM event WHERE id > ? ORDER BY id LIMIT \(Self.eventPiece)")
        select.bind(1, last)
        var count: Int64 = 0
        var end = last
        while try select.step() {
            end = select.integer(0)
            count += 1
            guard select.integer(1) > 0, select.integer(2) > 0 else { continue }
            rows.note(select.integer(2), of: select.integer(1))
        }
        try rows.flushSources()
        if count > 0 {
            try settings.set(Self.eventSetting, end)
        } else {
            try settings.remove(Self.eventSetting)
        }
        return count
    }
}
