import Events
import SIP

/// What the events of one source come to, until it is silent for half an hour.
struct Session {
    /// Silence that ends it, in nanoseconds.
    private static let gap: Int64 = 30 * 60 * 1_000_000_000

    /// The row's id; nil until it is written.
    private(set) var row: Int64?
    private(set) var firstEvent: Int64
    private(set) var lastEvent: Int64
    /// Nanoseconds since 1970.
    private(set) var firstSeen: Int64
    private(set) var lastSeen: Int64
    /// A mask of `1 << SIPMethod.rawValue`.
    private(set) var methods: Int64 = 0
    private(set) var tool: String?
    /// Not yet written.
    private(set) var attempts = 0
    private(set) var credentials = 0
    private(set) var isChanged = false
    /// Events that may still be asked which tool sends them.
    private var guesses = 8

    init(startingWith event: ProbeEvent) {
        firstEvent = event.id.rawValue
        lastEvent = event.id.rawValue
        firstSeen = event.time.nanoseconds
        lastSeen = event.time.nanoseconds
    }

    /// A session that is in the database.
    init(row: Int64, firstEvent: Int64, lastEvent: Int64, firstSeen: Int64, lastSeen: Int64, tool: String?) {
        self.row = row
        self.firstEvent = firstEvent
        self.lastEvent = lastEvent
        self.firstSeen = firstSeen
        self.lastSeen = lastSeen
        self.tool = tool
    }

    /// Whether something at that time belongs to it. Times need not be in order, and a clock that is set back
    /// must not join all that follows.
    func includes(_ time: Timestamp) -> Bool {
        time.nanoseconds >= firstSeen &- Self.gap && time.nanoseconds <= lastSeen &+ Self.gap
    }

    mutating func note(_ event: ProbeEvent) {
        firstEvent = min(firstEvent, event.id.rawValue)
        lastEvent = max(lastEvent, event.id.rawValue)
        firstSeen = min(firstSeen, event.time.nanoseconds)
        lastSeen = max(lastSeen, event.time.nanoseconds)
        attempts += event.attempts
        if let method = event.method { methods |= 1 << Int64(method.rawValue) }
        if event.details?.credentials != nil { credentials += 1 }
        isChanged = true
    }

    /// Whether it is worth asking `guessTool`: its first events tell, or none does.
    var wantsTool: Bool { tool == nil && guesses > 0 }

    mutating func guessTool(from event: ProbeEvent) {
        guesses -= 1
        tool = AttackTool.guess(event)?.name.description
    }

    mutating func noteWritten(as row: Int64) {
        self.row = row
        attempts = 0
        credentials = 0
        isChanged = false
    }
}
