import Events

/// Some events, the newest first.
public struct EventPage: Sendable {
    public let events: [StoredEvent]
    /// Where the next page begins; nil behind the last.
    public let next: EventID?
}
