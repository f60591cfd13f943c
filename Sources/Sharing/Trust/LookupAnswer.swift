/// What a look-up in the network tells. That nobody reported a subject never means that it is harmless, and not even
/// that nobody did: whoever sits around a key can keep silent.
public enum LookupAnswer: Hashable, Sendable {
    public enum Doubt: UInt8, CaseIterable, Sendable {
        /// The key holds more than can be got: anybody can fill it.
        case overfull
        /// Too few nodes are known yet.
        case fewNodes
        /// Not everybody who was asked answered.
        case unfinished
        /// What somebody has is sealed for others than us.
        case sealed
        /// Nobody was: look-ups are off, too many are under way, or the day's budget is spent.
        case notAsked
    }

    case reported([WeighedEvidence])
    /// Nobody who was asked has anything.
    case notSeen
    case unknown(Doubt)

    /// Good nodes that must be known before a miss is believed: as many as keep a value.
    public static let leastNodes = 8

    /// - Parameters:
    ///   - evidence: what the engine has of the subject after it looked at the values that were got.
    ///   - isSealed: whether there were some that we can't read.
    public init(_ evidence: [WeighedEvidence], _ reading: KeyReading, isSealed: Bool = false) {
        switch reading {
        case _ where !evidence.isEmpty: self = .reported(evidence)
        case _ where isSealed: self = .unknown(.sealed)
        case _ where reading.isOverfull: self = .unknown(.overfull)
        case _ where reading.goodNodes < Self.leastNodes: self = .unknown(.fewNodes)
        case _ where !reading.isDone: self = .unknown(.unfinished)
        default: self = .notSeen
        }
    }
}
