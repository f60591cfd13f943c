import Glibc

/// A program run to its end.
///
/// By the shell, as Foundation's `Process` on Linux reads beyond the last entry of `/proc/self/fd`: where this process
/// has thousands of descriptors, now and then that ends it.
public struct ShellCommand {
    public struct CannotStart: Error {}

    /// As `waitpid` gives it: 0 for a program that ended well.
    public let status: Int32
    public let output: String

    public var succeeded: Bool { status == 0 }

    /// - Parameters:
    ///   - words: the program, looked up in `PATH`, and its arguments.
    ///   - input: the path of a file for its standard input.
    ///   - takesErrors: whether the output is that of its standard error too.
    public init(_ words: [String], input: String = "/dev/null", takesErrors: Bool = false) throws(CannotStart) {
        let line = words.map(Self.quoted).joined(separator: " ") + " < " + Self.quoted(input)
        guard let pipe = popen(takesErrors ? line + " 2>&1" : line, "re") else { throw CannotStart() }
        var bytes: [UInt8] = []
        while true {
            let more = [UInt8](unsafeUninitializedCapacity: 65_536) { $1 = fread($0.baseAddress, 1, $0.count, pipe) }
            if more.isEmpty { break }
            bytes += more
        }
        status = pclose(pipe)
        output = String(decoding: bytes, as: UTF8.self)
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }
}
