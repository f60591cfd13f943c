import Glibc

/// A small text file, read whole.
enum FileText {
    /// Why a file cannot be read, in the system's words.
    enum Fault: Error, Equatable {
        /// There is none, or it lies where this process may not look.
        case absent(reason: String)
        case unreadable(reason: String)
    }

    static func read(_ path: String) throws(Fault) -> String {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .absent(reason: systemError()) }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(reason: systemError()) }
        defer { close(descriptor) }

        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .unreadable(reason: systemError()) }
            if count == 0 { break }
            bytes += chunk[..<count]
        }
        // A NUL would end the text early in any C library that reads it.
        guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
            throw .unreadable(reason: "It is not UTF-8 text")
        }
        return text
    }

    private static func systemError() -> String {
        String(cString: strerror(errno))
    }
}
