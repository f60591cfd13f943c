/// When what others report may be acted on.
public struct ActionPolicy: Hashable, Sendable {
    /// Authors of whom nothing is known that must have reported the same, each from another network. None will do for 0.
    public var quorum: Int
    /// The age of their keys, by our own first sight of them.
    public var keyAge: Duration
    /// How far back their reports may lie.
    public var window: Duration
    /// Whether a report counts without proof that the address receives what is sent to it.
    public var countsUnproven: Bool

    public init(
        quorum: Int = 3, keyAge: Duration = .seconds(7 * 86_400), window: Duration = .seconds(24 * 3_600),
        countsUnproven: Bool = false
    ) {
        self.quorum = quorum
        self.keyAge = keyAge
        self.window = window
        self.countsUnproven = countsUnproven
    }
}
