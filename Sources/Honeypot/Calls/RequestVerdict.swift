/// What a request inside a call's dialog gets, and what it does to the call.
struct RequestVerdict: Hashable, Sendable {
    enum Effect: Hashable, Sendable {
        case nothing
        /// The caller ends the dialog, an early one too.
        case hangUp
        /// The last reliable provisional response has arrived.
        case acknowledgeProvisional
        /// The session changes, and an ACK is to come.
        case reinvite
        /// The session or the target changes.
        case update
        /// Keys were pressed.
        case digits(String)
    }

    /// nil for a request that is none of a call's own.
    var reply: CallReply?
    var effect = Effect.nothing

    static let doesNotExist = RequestVerdict(reply: CallReply(status: .callDoesNotExist))
    static let notAcceptable = RequestVerdict(reply: CallReply(status: .notAcceptableHere))
    static let ok = CallReply(status: .ok)
}
