/// How much of what others say is kept.
public struct PeerLimits: Sendable {
    /// Rows of reports. What can't count, such as the word of new keys, gets half of them when the others need theirs,
    /// and the other way round.
    public var reports = 500_000
    /// Authors with keys that are old enough to count, and as many others: new keys push out new keys only.
    public var authors = 50_000
    /// The age from which a key counts.
    public var keyAge = Duration.seconds(7 * 86_400)
    public var ownValues = 5_000

    public init() {}
}
