import Glibc
import NIOCore

/// What a script does, told on standard error when the environment has `TRACE`: to read a finding by.
enum Trace {
    private static let isOn = getenv("TRACE") != nil

    static func note(_ what: String, _ bytes: ByteBuffer = ByteBuffer()) {
        guard isOn else { return }
        let text = "\(what)\n\(String(buffer: bytes).filter { $0 != "\r" })\n"
        _ = text.withCString { write(STDERR_FILENO, $0, strlen($0)) }
    }
}
