/// Why there is no key to share with. `description` is one sentence for the person who started the node.
public enum NodeKeyError: Error, Equatable, Sendable {
    case unreadable(path: String, reason: String)
    case readableByOthers(path: String)
    case unwritable(path: String, reason: String)
    case noKey(path: String)
    case noSecret(path: String)
    case tooShort(path: String)
    /// The key was rotated, and values of the one before live still.
    case rotatedLately(path: String)
    case cannotSign
}

extension NodeKeyError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let path, let reason): "The secret file \(path) cannot be read (\(reason))."
        case .readableByOthers(let path):
            "The secret file \(path) can be read by others; chmod 600 \(path), and make another secret if they may have."
        case .unwritable(let path, let reason):
            "The secret file \(path) cannot be written (\(reason)); make its directory writable."
        case .noKey(let path): "There is no key at \(path) yet; a node makes it when it is started with -p."
        case .noSecret(let path):
            "The secret file \(path) holds no key; put it back from a copy, or move it away to have another made."
        case .tooShort(let path):
            "The group's secret in \(path) has less than \(GroupSecret.leastBytes) bytes; head -c 32 /dev/urandom | base64 makes one."
        case .rotatedLately(let path):
            "The key was rotated within the last day, and \(path) tells of it still; try again tomorrow."
        case .cannotSign: "The system's cryptography cannot sign."
        }
    }
}
