#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that only its owner may read.
enum PrivateFile {
    static func exists(_ path: String) -> Bool {
        access(path, F_OK) == 0
    }

    /// Writes beside and renames, so that nobody ever sees a half or a file with a wider mode.
    static func put(_ text: String, to path: String) throws(TLSIdentityError) {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: String(cString: strerror(errno))) }
        let bytes = Array(text.utf8)
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(draft, path) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(draft)
            throw .cannotWrite(path: path, reason: reason)
        }
    }
}
