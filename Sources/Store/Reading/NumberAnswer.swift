/// What a look-up of a number says.
public enum NumberAnswer: Hashable, Sendable {
    case found(NumberFinding)
    case notFound
    /// Emergency and service numbers are never reported, whatever attackers dialled.
    case service
}
