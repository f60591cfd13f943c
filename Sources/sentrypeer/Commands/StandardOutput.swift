import Glibc

/// The process's standard output, written in large pieces.
struct StandardOutput: ~Copyable {
    private static let pieceSize = 64 << 10

    private let descriptor: Int32
    private var waiting: [UInt8] = []

    init(descriptor: Int32 = STDOUT_FILENO) {
        self.descriptor = descriptor
    }

    mutating func put(_ text: String) throws(CommandError) {
        waiting += text.utf8
        if waiting.count >= Self.pieceSize { try flush() }
    }

    /// - Throws: `closed` when it is a pipe that nobody reads any more.
    static func checkReader() throws(CommandError) {
        var pipe = pollfd(fd: STDOUT_FILENO, events: 0, revents: 0)
        if poll(&pipe, 1, 0) > 0, pipe.revents & Int16(POLLERR) != 0 { throw .closed }
    }

    /// Writes what still waits. Belongs behind the last `put`.
    mutating func flush() throws(CommandError) {
        var done = 0
        while done < waiting.count {
            let written = waiting[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            if written < 0, errno == EPIPE { throw .closed }
            guard written > 0 else { throw .output(reason: String(cString: strerror(errno))) }
            done += written
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
