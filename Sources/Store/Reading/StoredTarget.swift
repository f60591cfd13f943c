import Events
import Telephony

/// A number that attackers wanted to reach, whatever they dialled in front of it, with what the attempts come to.
public struct StoredTarget: Hashable, Sendable {
    let id: Int64
    public let e164: E164
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    public let attempts: Int
    /// Distinct forms in which it was dialled.
    public let forms: Int
    /// Distinct addresses that dialled it.
    public let sources: Int

    /// The columns that `init` reads, in its order.
    static let columns = "id, e164, first_seen, last_seen, attempts, forms, sources"

    /// Nil when the row holds no number of the numbering plan, as can be after an update of that.
    init?(_ row: SQLiteStatement) {
        guard let e164 = E164(UInt64(bitPattern: row.integer(1))) else { return nil }
        self.e164 = e164
        id = row.integer(0)
        firstSeen = Timestamp(nanoseconds: row.integer(2))
        lastSeen = Timestamp(nanoseconds: row.integer(3))
        attempts = Int(row.integer(4))
        forms = Int(row.integer(5))
        sources = Int(row.integer(6))
    }
}
