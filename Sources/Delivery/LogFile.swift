import Events
import NIOCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

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

    /// Where the next byte goes; negative for what has no end, such as a pipe.
    var end: off_t { lseek(descriptor, 0, SEEK_END) }

    /// Takes back what stands behind `end`.
    func cut(to end: off_t) {
        if end >= 0 { _ = ftruncate(descriptor, end) }
    }

    /// Appends `bytes`. After an error a part of them may stand there.
    func append(_ bytes: ByteBuffer) throws(SinkError) {
        var rest = bytes
        while rest.readableBytes > 0 {
            let written = rest.withUnsafeReadableBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 {
                let code = errno
                if code == EINTR { continue }
                throw SinkError("\(path) cannot be written: \(Self.reason(code))")
            }
            rest.moveReaderIndex(forwardBy: written)
        }
    }

    private static func reason(_ code: Int32) -> String {
        String(cString: strerror(code))
    }
}
