import Events

/// How far somebody who must see every event has come.
public struct FollowerPosition: Hashable, Sendable {
    /// All events up to this id have been seen that were there at the time.
    public internal(set) var lastEvent: EventID
    /// Of those that came late, behind others with higher ids, all up to this number.
    public internal(set) var lastLate: Int64
}
