import SIP

/// Why received bytes are not a SIP message.
public enum Malformation: Hashable, Sendable {
    case unreadable(SIPParseError)
    case brokenStream(SIPStreamFramer.Break)
    /// A TLS connection whose handshake did not complete, or that was never TLS.
    case handshakeFailed

    /// A stable name for outputs and counters, such as `no-start-line`.
    public var name: String {
        switch self {
        case .unreadable(let error): error.rawValue
        case .brokenStream(let reason): reason.rawValue
        case .handshakeFailed: "tls-handshake-failed"
        }
    }
}
