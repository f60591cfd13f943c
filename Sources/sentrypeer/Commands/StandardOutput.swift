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

    /// Writes what still waits. Belongs behind the last `put`.
    mutating func flush() throws(CommandError) {
        var done = 0
        while done < waiting.count {
            let written = waiting[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw .output(reason: String(cString: strerror(errno))) }
            done += written
        }
        waiting.removeAll(keepingCapacity: true)
    }
}
