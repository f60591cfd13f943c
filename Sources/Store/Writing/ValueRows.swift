import Events

/// The rows of a table that holds nothing but values and their totals.
struct ValueRows: TotalsRows {
    private let connection: SQLiteConnection
    private let find: SQLiteStatement
    private let insert: SQLiteStatement
    private let update: SQLiteStatement
    /// The same with `last_minute`, which has an index to keep up.
    private let updateMinute: SQLiteStatement

    init(_ table: Schema.Totals, in connection: SQLiteConnection) throws(StoreError) {
        self.connection = connection
        find = try connection.prepare("SELECT id FROM \(table) WHERE value = ?")
        insert = try connection.prepare(
            """
            INSERT INTO \(table) (value, first_seen, last_seen, last_event, attempts, last_minute)
            VALUES (?1, ?2, ?2, ?3, 0, ?2 / \(Schema.minute))
            """)
        update = try connection.prepare("UPDATE \(table) SET \(Schema.addTotals) WHERE id = ?1")
        updateMinute = try connection.prepare(
            "UPDATE \(table) SET \(Schema.addTotals), \(Schema.addMinute) WHERE id = ?1")
    }

    func id(of value: SQLiteValue, in event: EventID, at time: Timestamp) throws(StoreError) -> Int64 {
        find.bind(1, value)
        defer { find.reset() }
        if try find.step() { return find.integer(0) }
        insert.bind(1, value)
        insert.bind(2, time.nanoseconds)
        insert.bind(3, event.rawValue)
        try insert.run()
        return connection.lastInsertedRow
    }

    func add(_ totals: CountedTotals, to id: Int64) throws(StoreError) {
        let statement = totals.isNewMinute ? updateMinute : update
        statement.bind(1, id)
        statement.bind(totals)
        try statement.run()
    }

    func flush() {}

    func forget() {}
}

extension Schema {
    /// What an update of totals sets from parameters 2 to 4, which `SQLiteStatement.bind(_:)` binds.
    static let addTotals =
        "attempts = attempts + ?2, last_seen = max(last_seen, ?3), last_event = max(last_event, ?4)"
    static let addMinute = "last_minute = max(last_seen, ?3) / \(minute)"
}

extension SQLiteStatement {
    func bind(_ totals: CountedTotals) {
        bind(2, totals.attempts)
        bind(3, totals.lastSeen)
        bind(4, totals.lastEvent)
    }
}
