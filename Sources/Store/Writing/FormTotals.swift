/// What dialled forms come to: one of them, or all of a target.
struct FormTotals: Equatable {
    var forms: Int
    var attempts: Int
    /// Nanoseconds since 1970.
    var firstSeen: Int64
    var lastSeen: Int64
    var lastEvent: Int64

    /// Of no form.
    static let none = FormTotals(forms: 0, attempts: 0, firstSeen: .max, lastSeen: .min, lastEvent: .min)

    static func += (totals: inout FormTotals, more: FormTotals) {
        totals.forms += more.forms
        totals.attempts += more.attempts
        totals.firstSeen = min(totals.firstSeen, more.firstSeen)
        totals.lastSeen = max(totals.lastSeen, more.lastSeen)
        totals.lastEvent = max(totals.lastEvent, more.lastEvent)
    }

    /// Takes off what can be counted; the times stay as they are.
    static func -= (totals: inout FormTotals, less: FormTotals) {
        totals.forms -= less.forms
        totals.attempts -= less.attempts
    }
}

extension FormTotals {
    /// What was counted of a form that is there already.
    init(_ counted: CountedTotals) {
        self.init(
            forms: 0, attempts: counted.attempts, firstSeen: .max, lastSeen: counted.lastSeen,
            lastEvent: counted.lastEvent)
    }

    /// From the columns `attempts`, `first_seen`, `last_seen` and `last_event` of a row of `number`.
    init(form row: SQLiteStatement, from column: Int32) {
        self.init(
            forms: 1, attempts: Int(row.integer(column)), firstSeen: row.integer(column + 1),
            lastSeen: row.integer(column + 2), lastEvent: row.integer(column + 3))
    }

    /// From the same columns of a row of `target`, with `forms` in front.
    init(target row: SQLiteStatement, from column: Int32) {
        self.init(form: row, from: column + 1)
        forms = Int(row.integer(column))
    }
}

extension SQLiteStatement {
    /// Binds the parameters `forms`, `attempts`, `first_seen`, `last_seen` and `last_event`.
    func bind(_ totals: FormTotals, from parameter: Int32) {
        bind(parameter, totals.forms)
        bind(parameter + 1, totals.attempts)
        bind(parameter + 2, totals.firstSeen)
        bind(parameter + 3, totals.lastSeen)
        bind(parameter + 4, totals.lastEvent)
    }
}
