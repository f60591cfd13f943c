import Telephony

/// Makes a target's totals anew from its forms, for when one came or went. The forms of a target lie together in
/// the index on their last digits.
struct TargetForms {
    /// Rows that may be read for this at one flush: attackers choose how many forms a target has. Beyond, the
    /// totals go on without, and the sources of the form that moved are not counted anew.
    private static let budget = 65_536
    /// Rows of one target.
    private static let limit = 4_096

    private let select: SQLiteStatement
    private let sources: SourceRows
    private var budget = budget

    init(_ connection: SQLiteConnection) throws(StoreError) {
        select = try connection.prepare(
            """
            SELECT target, id, attempts, first_seen, last_seen, last_event, sources, source_set
            FROM number WHERE tail BETWEEN ? AND ? LIMIT ?
            """)
        sources = try SourceRows(of: "number", in: connection)
    }

    mutating func renewBudget() {
        budget = Self.budget
    }

    /// What a target's forms come to, and the sources of any of them; nil when they are too many.
    mutating func all(of target: E164) throws(StoreError) -> (totals: FormTotals, sources: Set<Int64>)? {
        let limit = min(Self.limit, budget)
        let tails = DialString.tails(endingIn: target)
        select.bind(1, tails.lowerBound)
        select.bind(2, tails.upperBound)
        select.bind(3, limit)
        defer { select.reset() }
        var totals = FormTotals.none
        var all: Set<Int64> = []
        var rows = 0
        while try select.step() {
            rows += 1
            guard select.integer(0) == Int64(target.value) else { continue }
            totals += FormTotals(form: select, from: 2)
            let set = SourceSet(select, from: 6)
            all.formUnion(set.ids)
            guard set.count > set.ids.count else { continue }
            let beyond = try sources.sources(of: select.integer(1), limit: limit)
            rows += beyond.count
            all.formUnion(beyond)
        }
        budget -= min(rows, budget)
        return rows < limit ? (totals, all) : nil
    }
}
