import Events
import Glibc

/// A small private file with a secret. One that others may read is refused.
enum SecretFile {
    private static let limit = 4_096

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

    static func put(_ bytes: [UInt8], to path: String) throws(NodeKeyError) {
        do throws(PrivateFile.NotWritten) {
            try PrivateFile.put(bytes, to: path)
        } catch {
            throw .unwritable(path: path, reason: error.reason)
        }
    }

    static func remove(_ path: String) { unlink(path) }

    private static func systemError() -> String { String(cString: strerror(errno)) }
}
