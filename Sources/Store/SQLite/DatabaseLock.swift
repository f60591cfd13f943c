#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Keeps a second node off the database: two would give out the same event ids. A file of its own, since
/// closing any descriptor of the database itself would drop SQLite's locks. Shells may go on reading.
final class DatabaseLock {
    private let descriptor: Int32

    init(database path: String) throws(StoreError) {
        descriptor = open(path + "-lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .readOnly(path: path) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw .inUse(path: path)
        }
    }

    /// Lets go, as the end of the process does, however it ends. The file stays: removing it could take
    /// it from a node that has just locked it.
    deinit {
        close(descriptor)
    }
}
