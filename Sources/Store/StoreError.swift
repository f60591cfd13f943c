/// Why the database cannot be used. `description` is one sentence for the person who started the node.
public enum StoreError: Error, Equatable, Sendable {
    case directoryMissing(path: String)
    case missing(path: String)
    case cannotOpen(path: String, reason: String)
    case readOnly(path: String)
    case notADatabase(path: String)
    case corrupt(path: String)
    case newerSchema(path: String, version: Int)
    case olderSchema(path: String)
    case foreignSchema(path: String)
    case diskFull(path: String)
    case locked(path: String)
    case inUse(path: String)
    case failed(path: String, reason: String)
}

extension StoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .directoryMissing(let path):
            "The directory of the database \(path) does not exist; create it, or choose another file with -f."
        case .missing(let path):
            "There is no database \(path); start a node first, or name its file with -f."
        case .cannotOpen(let path, let reason):
            "The database \(path) cannot be opened (\(reason)); choose another file with -f."
        case .readOnly(let path):
            "The database \(path) cannot be written; make the file and its directory writable, or choose another file with -f."
        case .notADatabase(let path):
            "\(path) is not an SQLite database; move it away, or choose another file with -f."
        case .corrupt(let path):
            "The database \(path) is damaged; restore it or move it away, then start again."
        case .newerSchema(let path, let version):
            "The database \(path) was written by a newer SentryPeer (schema \(version)); use that version, or another file with -f."
        case .olderSchema(let path):
            "The database \(path) was written by an older version; start the node on it once, which brings it up to date."
        case .foreignSchema(let path):
            "The database \(path) belongs to another program; choose another file with -f."
        case .diskFull(let path):
            "The disk is full: the database \(path) cannot grow."
        case .locked(let path):
            "The database \(path) is locked by another process."
        case .inUse(let path):
            "The database \(path) is in use by another node; stop that one, or choose another file with -f."
        case .failed(let path, let reason):
            "The database \(path) failed: \(reason)."
        }
    }
}
