import Testing

/// A tool run to its end.
struct Command {
    let end: ChildProcess.End?
    let output: String
    let errors: String

    /// Whether it ended in time with exit status 0.
    var succeeded: Bool { end == .exited(0) }

    /// Both outputs, for a test that failed.
    var transcript: String { "ended: \(end.map { "\($0)" } ?? "not in time")\n\(output)\n\(errors)" }

    /// - Parameters:
    ///   - command: program and arguments.
    ///   - input: the path of a file for its standard input.
    ///   - directory: where it runs; without one, in a fresh one.
    init(
        _ command: String..., input: String? = nil, in directory: TemporaryDirectory? = nil,
        within limit: Duration = .seconds(30)
    ) throws {
        try self.init(command, input: input, in: directory, within: limit)
    }

    init(
        _ command: [String], input: String? = nil, in directory: TemporaryDirectory? = nil,
        within limit: Duration = .seconds(30)
    ) throws {
        // Its own directory for the output: one test may run a tool more than once.
        let own = try TemporaryDirectory()
        let child = try ChildProcess(
            command, environment: Environment.of(directory ?? own), directory: directory ?? own,
            name: directory == nil ? "tool" : "tool-" + own.path.suffix(12), input: input)
        self.init(awaiting: child, within: limit)
    }

    /// One that runs already.
    init(awaiting child: ChildProcess, within limit: Duration) {
        end = child.waitForEnd(within: limit)
        output = child.output
        errors = child.errors
    }
}
