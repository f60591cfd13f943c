#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Events
import NIOCore

/// A file that is only appended to, whole lines at a time.
final class LogFile {
    let path: String
    private let descriptor: Int32

    /// Made when it does not exist, readable by others, as log collectors run under their own user.
    init(path: String) throws(SinkError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw SinkError("\(path) cannot be opened: \(Self.reason(errno))") }
    }

    deinit {
        close(descriptor)
    }

    /// Appends all of `bytes` or nothing: a line that was cut short by a full disk is taken back.
    func append(_ bytes: ByteBuffer) throws(SinkError) {
        let start = lseek(descriptor, 0, SEEK_END)
        var rest = bytes
        while rest.readableBytes > 0 {
            let written = rest.withUnsafeReadableBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let code = errno
                if code == EINTR { continue }
                if start >= 0 { _ = ftruncate(descriptor, start) }
                throw SinkError("\(path) cannot be written: \(Self.reason(code))")
            }
            rest.moveReaderIndex(forwardBy: written)
        }
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
