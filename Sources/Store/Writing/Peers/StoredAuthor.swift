import Events
import SIP

/// What is known of an author that was heard of.
public struct StoredAuthor: Hashable, Sendable {
    /// Its public key.
    public let key: [UInt8]
    /// When we first heard of it: what it says of its age proves nothing.
    public var firstSeen: Timestamp
    public var lastSeen: Timestamp
    /// The prefix that its packets came from; nil where that was not seen.
    public var network: IPAddress?
    /// It does not count before.
    public var loweredUntil: Timestamp?
    /// Values that were taken, the events in them, and values and events that were not. To `PeerTable.note` those since
    /// it was noted last, else all.
    public var batches = 0
    public var events = 0
    public var dropped = 0

    public init(key: [UInt8], firstSeen: Timestamp, lastSeen: Timestamp) {
        self.key = key
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
    }

    /// The columns that `init` reads, in its order.
    static let columns = [
        "key", "first_seen", "last_seen", "network", "lowered_until", "batches", "events", "dropped",
    ].map { "author.\($0)" }.joined(separator: ", ")

    /// nil of an author that was never heard of.
    init?(_ row: SQLiteStatement, from column: Int32 = 0) {
        guard let key = row.blob(column), let first = row.timestamp(column + 1), let last = row.timestamp(column + 2)
        else { return nil }
        self.init(key: key, firstSeen: first, lastSeen: last)
        network = row.text(column + 3).flatMap { IPAddress($0) }
        loweredUntil = row.timestamp(column + 4)
        batches = Int(row.integer(column + 5))
        events = Int(row.integer(column + 6))
        dropped = Int(row.integer(column + 7))
    }
}

extension SQLiteStatement {
    /// Nanoseconds since 1970; nil for NULL.
    func timestamp(_ column: Int32) -> Timestamp? {
        isNull(column) ? nil : Timestamp(nanoseconds: integer(column))
    }
}
