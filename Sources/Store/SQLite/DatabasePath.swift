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

    var hasDirectory: Bool {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        return access(directory, F_OK) == 0
    }
}
