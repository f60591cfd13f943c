import Events
import Telephony

/// A number as it was dialled, with what it means and what the attempts at it come to.
public struct StoredForm: Hashable, Sendable {
    let id: Int64
    /// An attacker's text.
    public let calledNumber: String
    /// What it means; nil for a name.
    public let reading: DialledNumber?
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    public let attempts: Int
    /// Distinct addresses that dialled it.
    public let sources: Int

    /// The columns that `init` reads, in its order.
    static let columns =
        "id, value, target, prefix, confidence, first_seen, last_seen, attempts, sources"

    init(_ row: SQLiteStatement) {
        id = row.integer(0)
        calledNumber = row.text(1) ?? ""
        reading = row.isNull(4) ? nil : DialledNumber(row, from: 2)
        firstSeen = Timestamp(nanoseconds: row.integer(5))
        lastSeen = Timestamp(nanoseconds: row.integer(6))
        attempts = Int(row.integer(7))
        sources = Int(row.integer(8))
    }
}
