#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A look at the file system before SQLite does, whose own message is only "unable to open".
struct DatabasePath {
    private let path: String

    init(_ path: String) {
        self.path = path
    }

    private var directory: String { path.lastIndex(of: "/").map { String(path[...$0]) } ?? "." }

    var hasDirectory: Bool { access(directory, F_OK) == 0 }

    var exists: Bool { access(path, F_OK) == 0 }

    /// Whether a log of changes lies beside the database: a node is running, or did not end well.
    var hasLog: Bool { access(path + "-wal", F_OK) == 0 }

    /// The path as SQLite's URI of a file that nobody changes while it is read.
    var immutableURI: String {
        var uri = "file:"
        for byte in path.utf8 {
            let isPlain = byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || isLetterOrDigit(byte)
            let hex = String(byte, radix: 16)
            uri += isPlain ? String(UnicodeScalar(byte)) : hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
        }
        return uri + "?immutable=1"
    }

    private func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }

    /// SQLite puts files of its own beside the database.
    var isDirectoryWritable: Bool { access(directory, W_OK) == 0 }
}
