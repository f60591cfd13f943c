/// What one reading of a socket gives: new events, and how often earlier ones were sent again.
public struct EventBatch: Sendable {
    public var events: [ProbeEvent] = []
    /// Retransmissions by event (RFC 3261 §17.2): the same request again is no new event.
    public var retransmissions: [EventID: Int] = [:]

    public init() {}

    public var isEmpty: Bool { events.isEmpty && retransmissions.isEmpty }
}
