import Telephony

/// The rows of `target`: adds up what comes to a target until `flush` writes it, once a target and transaction.
struct TargetRows {
    private struct Change {
        var totals = FormTotals.none
        /// That are new to a form of it.
        var sources: [Int64] = []
        /// Whether a form with a past came or went, with sources that other forms may have too.
        var isRegrouped = false
    }

    private let select: SQLiteStatement
    private let insert: SQLiteStatement
    private let update: SQLiteStatement
    /// The same with `last_minute`, which has an index to keep up.
    private let updateMinute: SQLiteStatement
    private let delete: SQLiteStatement
    private let sources: SourceRows
    private var forms: TargetForms
    private var changes: [E164: Change] = [:]

    init(_ connection: SQLiteConnection) throws(StoreError) {
        select = try connection.prepare(
            """
            SELECT id, forms, attempts, first_seen, last_seen, last_event, sources, source_set FROM target
            WHERE e164 = ?
            """)
        insert = try connection.prepare(
            """
            INSERT INTO target (e164, forms, attempts, first_seen, last_seen, last_event, sources, source_set, country,
                last_minute)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?5 / \(Schema.minute))
            """)
        let values = """
            forms = ?2, attempts = ?3, first_seen = ?4, last_seen = ?5, last_event = ?6,
            sources = coalesce(?7, sources), source_set = coalesce(?8, source_set)
            """
        update = try connection.prepare("UPDATE target SET \(values) WHERE id = ?1")
        updateMinute = try connection.prepare(
            "UPDATE target SET \(values), last_minute = ?5 / \(Schema.minute) WHERE id = ?1")
        delete = try connection.prepare("DELETE FROM target WHERE id = ?")
        sources = try SourceRows(of: "target", in: connection)
        forms = try TargetForms(connection)
    }

    /// Counts what came to a target.
    /// - Parameter sources: those that are new to the form that it came by.
    mutating func add(_ totals: FormTotals, from sources: [Int64], to target: E164) {
        changes[target, default: Change()].totals += totals
        if !sources.isEmpty { changes[target, default: Change()].sources += sources }
    }

    /// Counts a form of one target as another's from now on; nil for a form that means no number.
    mutating func move(_ form: FormTotals, from earlier: E164?, to target: E164?) {
        if let earlier {
            changes[earlier, default: Change()].totals -= form
            changes[earlier, default: Change()].isRegrouped = true
        }
        if let target {
            changes[target, default: Change()].totals += form
            changes[target, default: Change()].isRegrouped = true
        }
    }

    /// Writes what was counted since the last time. The forms' rows must have been written.
    mutating func flush() throws(StoreError) {
        forms.renewBudget()
        // In the order of the index, so that each page of it is touched once.
        for target in changes.keys.sorted() {
            if let change = changes[target] { try write(change, of: target) }
        }
        changes.removeAll(keepingCapacity: true)
    }

    private mutating func write(_ change: Change, of target: E164) throws(StoreError) {
        select.bind(1, Int64(target.value))
        defer { select.reset() }
        guard try select.step() else { return try insert(change, of: target) }
        let id = select.integer(0)
        let before = FormTotals(target: select, from: 1)
        var totals = before
        totals += change.totals
        var set: SourceSet?
        if change.isRegrouped, let all = try forms.all(of: target) {
            totals = all.totals
            set = try replaceSources(of: id, with: all.sources)
        } else if !change.sources.isEmpty {
            var known = SourceSet(select, from: 6)
            if try !sources.add(change.sources, to: &known, of: id).isEmpty { set = known }
        }
        select.reset()
        if totals.forms <= 0 { return try run(delete, on: id) }
        let isNewMinute = totals.lastSeen / Schema.minute != before.lastSeen / Schema.minute
        let statement = isNewMinute ? updateMinute : update
        statement.bind(totals, from: 2)
        statement.bind(set, from: 7)
        try run(statement, on: id)
    }

    private mutating func insert(_ change: Change, of target: E164) throws(StoreError) {
        guard change.totals.forms > 0 else { return }
        var set = SourceSet()
        let beyond = change.sources.filter { set.add($0) == .full }
        insert.bind(1, Int64(target.value))
        insert.bind(change.totals, from: 2)
        insert.bind(set, from: 7)
        insert.bind(9, text: target.country?.description)
        try insert.run()
        if change.isRegrouped || !beyond.isEmpty {
            try write(Change(sources: beyond, isRegrouped: change.isRegrouped), of: target)
        }
    }

    private func replaceSources(of id: Int64, with all: Set<Int64>) throws(StoreError) -> SourceSet {
        var set = SourceSet()
        try sources.removeAll(of: id)
        _ = try sources.add(all.sorted(), to: &set, of: id)
        return set
    }

    private func run(_ statement: SQLiteStatement, on id: Int64) throws(StoreError) {
        statement.bind(1, id)
        try statement.run()
    }

    mutating func forget() {
        changes.removeAll()
    }
}
