import Events

/// What the events that name one address or one dialled number come to.
public struct StoredTotal: Hashable, Sendable {
    /// The address or number; an attacker's text.
    public let value: String
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    /// Attempts that named it.
    public let attempts: Int

    /// The columns that `init` reads, in its order.
    static let columns = "value, first_seen, last_seen, attempts"

    init(_ row: SQLiteStatement) {
        value = row.text(0) ?? ""
        firstSeen = Timestamp(nanoseconds: row.integer(1))
        lastSeen = Timestamp(nanoseconds: row.integer(2))
        attempts = Int(row.integer(3))
    }
}
