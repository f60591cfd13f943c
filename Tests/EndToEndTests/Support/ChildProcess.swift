import Foundation
import Glibc

/// A program that runs, its output in files: nothing has to be read for it to go on.
final class ChildProcess {
    enum End: Equatable {
        case exited(Int32)
        case killed(by: Int32)
    }

    struct CannotStart: Error, CustomStringConvertible {
        let description: String
    }

    let pid: pid_t
    let outputFile: String
    let errorFile: String
    private(set) var end: End?

    /// - Parameters:
    ///   - command: the program, looked up in `PATH`, and its arguments.
    ///   - environment: the whole of it.
    ///   - name: what the files for its output begin with, in `directory`.
    init(
        _ command: [String], environment: [String: String], directory: TemporaryDirectory, name: String,
        input: String? = nil
    ) throws {
        outputFile = directory.file(name + ".out")
        errorFile = directory.file(name + ".err")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        let flags = O_WRONLY | O_CREAT | O_APPEND
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input ?? "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, outputFile, flags, 0o644)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorFile, flags, 0o644)

        // Signals that our thread blocks, or that a shell had us ignore, are a child's to receive.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        // `env` changes the directory, which posix_spawn can't everywhere, and becomes the program.
        var arguments = (["env", "-C", directory.path] + command).map { strdup($0) }
        var variables = environment.map { strdup("\($0)=\($1)") }
        defer { for text in arguments + variables { free(text) } }
        arguments.append(nil)
        variables.append(nil)
        var pid: pid_t = 0
        let code = posix_spawnp(&pid, "env", &actions, &attributes, arguments, variables)
        guard code == 0 else { throw CannotStart(description: "\(command[0]): \(String(cString: strerror(code)))") }
        self.pid = pid
    }

    deinit {
        guard !hasEnded else { return }
        kill(pid, SIGKILL)
        waitpid(pid, nil, 0)
    }

    var output: String { Self.text(outputFile) }
    var errors: String { Self.text(errorFile) }

    var hasEnded: Bool {
        guard end == nil else { return true }
        var status: Int32 = 0
        guard waitpid(pid, &status, WNOHANG) == pid else { return false }
        let signal = status & 0x7F
        end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(by: signal)
        return true
    }

    func send(_ signal: Int32) {
        if !hasEnded { kill(pid, signal) }
    }

    /// Waits for its end; nil when that takes too long.
    func waitForEnd(within limit: Duration) -> End? {
        Wait.isMet(within: limit) { hasEnded } ? end : nil
    }

    private static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }
}
