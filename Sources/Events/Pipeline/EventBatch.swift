/// What one reading of a socket gives: new events, and how often earlier ones were sent again.
public struct EventBatch: Sendable {
    public var events: [ProbeEvent] = []
    /// Retransmissions by event (RFC 3261 §17.2): the same request again is no new event.
    public var retransmissions: [EventID: Int] = [:]
    /// Calls that ended.
    public var calls: [CallRecord] = []

    public init() {}

    public var isEmpty: Bool { events.isEmpty && retransmissions.isEmpty && calls.isEmpty }

    /// Bytes of all messages, and of what was copied out of them.
    var messageBytes: Int { events.reduce(0) { $0 + $1.size } }

    /// With messages in buffers of their own where they are a small part of what was read: a queue counts
    /// the bytes of messages, and must not hold many times that behind them. And those bytes.
    var compact: (batch: EventBatch, messageBytes: Int) {
        let used = messageBytes
        let held = events.reduce(0) { max($0, $1.message.storageCapacity) }
        guard held > 4 * used else { return (self, used) }
        var copy = self
        copy.events = events.map(\.detached)
        return (copy, used)
    }
}
