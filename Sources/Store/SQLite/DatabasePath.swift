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

    /// SQLite puts files of its own beside the database.
    var isDirectoryWritable: Bool { access(directory, W_OK) == 0 }
}
