import Glibc
import Testing

/// Stands in for a syslog daemon: a node that runs in `wrapper` finds this socket as `/dev/log`.
final class SyslogSocket {
    private let descriptor: Int32
    private let path: String

    init(in directory: TemporaryDirectory) throws {
        path = directory.file("log")
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        try #require(bytes.count < MemoryLayout.size(ofValue: address.sun_path))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let code = withUnsafeBytes(of: &address) { raw in
            raw.assumingMemoryBound(to: sockaddr.self).baseAddress.map { bind(descriptor, $0, socklen_t(raw.count)) }
        }
        guard code == 0 else { throw Socket.Failure("bind") }
    }

    deinit {
        close(descriptor)
    }

    /// Runs the node with a `/dev` of its own, in which this socket is the system's log.
    var wrapper: [String] {
        let script = """
            mount -t tmpfs tmpfs /dev
            ln -s '\(path)' /dev/log
            exec "$@"
            """
        return ["unshare", "-Urm", "sh", "-e", "-c", script, "sh"]
    }

    /// The next line as it was sent, with its `<priority>`.
    func line() throws -> String {
        while true {
            var poll = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            try #require(Glibc.poll(&poll, 1, 5_000) == 1, "nothing came to /dev/log")
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(descriptor, &buffer, buffer.count, 0)
            try #require(count > 0)
            let line = String(decoding: buffer[..<count], as: UTF8.self)
            // libdispatch logs this by itself where a process may not raise its threads' priority.
            if !line.contains("Failed to set thread priority") { return line }
        }
    }

    /// The next line as a syslog daemon writes it to a file: a host's name instead of the priority.
    func fileLine() throws -> String {
        let line = try line()
        let parts = try #require(line.wholeMatch(of: /<\d+>(.{15}) ([\s\S]*)/))
        return "\(parts.output.1) pbx \(parts.output.2)"
    }
}
