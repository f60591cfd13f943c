import Glibc

/// A small file that nobody but its owner may read.
enum SecretFile {
    private static let limit = 4_096

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func read(_ path: String) throws(NodeKeyError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemError()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemError()) }
        guard status.st_mode & 0o077 == 0 else { throw .readableByOthers(path: path) }
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = Glibc.read(descriptor, &bytes, limit)
        guard count >= 0 else { throw .unreadable(path: path, reason: systemError()) }
        return Array(bytes.prefix(count))
    }

    /// Writes beside and renames, so that nobody ever sees a half or a file with a wider mode.
    static func put(_ bytes: [UInt8], to path: String) throws(NodeKeyError) {
        let draft = path + ".new"
        unlink(draft)
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .unwritable(path: path, reason: systemError()) }
        let isWritten = write(descriptor, bytes, bytes.count) == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(draft, path) == 0 else {
            let reason = systemError()
            unlink(draft)
            throw .unwritable(path: path, reason: reason)
        }
    }

    static func move(_ path: String, to other: String) throws(NodeKeyError) {
        guard rename(path, other) == 0 else { throw .unwritable(path: other, reason: systemError()) }
    }

    static func remove(_ path: String) { unlink(path) }

    private static func systemError() -> String { String(cString: strerror(errno)) }
}
