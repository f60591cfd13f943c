import ArgumentParser
import Delivery
import Glibc

/// Prints events as they come.
struct TailCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tail",
        abstract: "Print each event as it comes, on one line.",
        discussion: "Times are in UTC. Behind a number that was dialled stands what it means. Ctrl-C ends it."
    )

    @OptionGroup var node: ViewFlags

    @OptionGroup var events: EventFlags

    @Option(name: .customShort("n"), help: ArgumentHelp("Begin with the last N of them.", valueName: "N"))
    var newest = 10

    @Flag(help: "Print a JSON object a line.")
    var json = false

    func validate() throws {
        guard (0...50_000).contains(newest) else {
            throw ValidationError("-n: \"\(newest)\" is not a whole number from 0 to 50000.")
        }
    }

    func run() async throws {
        let query = events.query
        try await node.withView { view throws(CommandError) in
            var output = StandardOutput()
            try await view.follow(query, newest: newest, isJSON: json) { item throws(CommandError) in
                switch item {
                case .event(let event): try output.put(EventLine(event).text + "\n")
                case .json(let object): try output.put(PrintableJSON.line(object) + "\n")
                case .leftOut(let count): try leaveOut(count, &output)
                case .notice(let sentence): StandardError.put("sentrypeer: \(sentence)\n")
                case .silence:
                    try output.flush()
                    // Who reads a pipe may have gone without our having anything to write.
                    try StandardOutput.checkReader()
                }
            }
        }
    }

    private func leaveOut(_ count: Int, _ output: inout StandardOutput) throws(CommandError) {
        if json {
            try output.flush()
            StandardError.put("sentrypeer: left out \(count) that came at the same time.\n")
        } else {
            try output.put("(\(count) more came at the same time)\n")
        }
    }
}
