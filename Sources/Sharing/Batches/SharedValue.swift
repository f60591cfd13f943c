/// What a signed value holds.
public struct SharedValue: Hashable, Sendable {
    public enum Body: Hashable, Sendable {
        case batch(BatchBody)
        case head(HeadBody)
        case sealed(SealedBatch)
        case keyring(KeyringBody)

        /// Whether it has no business outside of a group.
        var isOfGroup: Bool {
            switch self {
            case .batch(let batch): batch.agreement != nil
            case .head: false
            case .sealed, .keyring: true
            }
        }
    }

    public var header: ValueHeader
    public var body: Body

    public init(_ header: ValueHeader, _ body: Body) {
        self.header = header
        self.body = body
    }
}

/// Events, in the order of address, number, method, and each combination of these once.
public struct BatchBody: Hashable, Sendable {
    /// Over how many shards the author spreads feeds: 2 to the power of this, 0…12.
    public var width: UInt8
    /// 1…64.
    public var events: [BatchEvent]
    /// The author's, in a group.
    public var agreement: AgreementKey?

    public init(width: UInt8, events: [BatchEvent], agreement: AgreementKey? = nil) {
        self.width = width
        self.events = events
        self.agreement = agreement
    }
}

/// Where an author's live batches are, the latest first: their sequences go down by one from the header's.
public struct HeadBody: Hashable, Sendable {
    /// 0…520.
    public var links: [FeedPlace]

    public init(links: [FeedPlace]) {
        self.links = links
    }
}
