/// Which way media flows, seen from who wrote the description (RFC 8866 §6.7).
public enum MediaDirection: String, CaseIterable, Sendable {
    case sendrecv, sendonly, recvonly, inactive

    /// What the other side answers (RFC 3264 §6.1).
    public var mirrored: MediaDirection {
        switch self {
        case .sendrecv: .sendrecv
        case .sendonly: .recvonly
        case .recvonly: .sendonly
        case .inactive: .inactive
        }
    }
}
