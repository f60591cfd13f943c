import Events

/// What an exchange is given of the time before a restart.
struct ExchangeMemory: Sendable {
    /// Those heard of lately first.
    var standings: [(AuthorKey, AuthorStanding)] = []
    /// Values of our own that live.
    var own: [SignedValue] = []
    var lastConnected: Timestamp?
    /// We have another key since lately.
    var rotation: Rotation?
}
