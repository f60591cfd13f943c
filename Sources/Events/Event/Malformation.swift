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
        case .handshakeFailed: Self.handshakeName
        }
    }

    private static let handshakeName = "tls-handshake-failed"

    /// - Parameter name: as `name` gives it.
    public init?(name: String) {
        if let error = SIPParseError(rawValue: name) {
            self = .unreadable(error)
        } else if let reason = SIPStreamFramer.Break(rawValue: name) {
            self = .brokenStream(reason)
        } else if name == Self.handshakeName {
            self = .handshakeFailed
        } else {
            return nil
        }
    }
}
