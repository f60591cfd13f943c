import Events
import SIP

/// What the events of one source come to, until it was silent for half an hour.
public struct SessionSummary: Hashable, Sendable {
    public let id: Int64
    /// The source's address as text.
    public let source: String
    /// The lowest and the highest id of its events.
    public let firstEvent: EventID
    public let lastEvent: EventID
    public let firstSeen: Timestamp
    public let lastSeen: Timestamp
    public let attempts: Int
    /// In the order of `SIPMethod`.
    public let methods: [SIPMethod]
    /// What probably sent it; nil when nobody knows.
    public let tool: String?
    /// How many of its events hold credentials.
    public let credentials: Int

    /// The columns that `init` reads, of `session` joined with `address`.
    static let columns = """
        session.id, address.value, session.first_event, session.last_event, session.first_seen, session.last_seen,
        session.attempts, session.methods, session.tool, session.credentials
        """

    init(_ row: SQLiteStatement) {
        id = row.integer(0)
        source = row.text(1) ?? ""
        firstEvent = EventID(rawValue: row.integer(2))
        lastEvent = EventID(rawValue: row.integer(3))
        firstSeen = Timestamp(nanoseconds: row.integer(4))
        lastSeen = Timestamp(nanoseconds: row.integer(5))
        attempts = Int(row.integer(6))
        let mask = row.integer(7)
        methods = SIPMethod.allCases.filter { mask >> Int64($0.rawValue) & 1 == 1 }
        tool = row.text(8)
        credentials = Int(row.integer(9))
    }
}
