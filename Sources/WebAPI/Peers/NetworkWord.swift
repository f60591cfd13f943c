/// What the network itself says of an address or a number, asked just now. That nobody reported it does not mean that it
/// is harmless.
public enum NetworkWord: Sendable {
    case reported(isActionable: Bool)
    case notSeen
    /// With the reason in a few words.
    case unknown(String)

    /// As a header carries it.
    var text: String {
        switch self {
        case .reported(true): "reported; actionable"
        case .reported(false): "reported"
        case .notSeen: "not-seen"
        case .unknown(let reason): "unknown; \(reason)"
        }
    }

    var isActionable: Bool {
        if case .reported(true) = self { true } else { false }
    }
}
