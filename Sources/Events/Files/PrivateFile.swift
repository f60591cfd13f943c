#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that only its owner may read.
public enum PrivateFile {
    public struct NotWritten: Error {
        /// The system's words.
        public let reason: String
    }

    public static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Writes beside and renames, so that nobody ever sees a half or a file with a wider mode.
    public static func put(_ bytes: [UInt8], to path: String) throws(NotWritten) {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw NotWritten(reason: String(cString: strerror(errno))) }
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(draft, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            throw NotWritten(reason: reason)
        }
    }
}
