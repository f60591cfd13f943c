import Telephony

/// A number whose row is written at the next flush, or one that an earlier version left unread.
struct NewNumber {
    let id: Int64
    let value: SQLiteValue
    /// nil for a name.
    let form: DialString?
    let hasRow: Bool
    var totals: FormTotals

    init(id: Int64, value: SQLiteValue, hasRow: Bool, totals: FormTotals) {
        self.id = id
        self.value = value
        self.hasRow = hasRow
        self.totals = totals
        form = if case .text(let bytes) = value { DialString(bytes) } else { nil }
    }
}
