import SIP

/// What becomes of a call that may be made.
enum CallTreatment: Hashable, Sendable {
    /// It rings at an extension of the node.
    case `extension`(Account)
    /// Nobody is called that.
    case unknown(SIPStatus)
    /// It goes out and is answered.
    case take
    /// The node has no way out with this prefix: a hint to try another.
    case refuse(SIPStatus)
}
