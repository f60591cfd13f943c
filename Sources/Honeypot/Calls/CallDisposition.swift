import SIP

/// What a request is to the calls.
enum CallDisposition: Hashable, Sendable {
    /// A call took it. What goes out is among the actions, and may be nothing.
    case handled
    /// It belongs to no call. An INVITE may become one.
    case outside
    /// It stands in a call's dialog and in order, but is none of a call's own, such as OPTIONS or REFER. To
    /// be answered as any other, the same way when it comes again.
    case inside(call: UInt64)
    /// To be refused with this status, without keeping anything (481, 482).
    case refused(SIPStatus)
}
