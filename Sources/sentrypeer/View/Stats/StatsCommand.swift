import ArgumentParser
import Events

/// Prints how much a node has seen.
struct StatsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Print how much was seen, in all and of late.",
        discussion: "What is older than two days is known by the hour. Methods are those with the most attempts."
    )

    private static let methodCount = 8

    @OptionGroup var node: ViewFlags

    @Flag(help: "Print a JSON object.")
    var json = false

    func run() async throws {
        try await node.withView { view throws(CommandError) in
            let stats = try await view.stats()
            let methods = try await view.top(.methods, since: nil, limit: Self.methodCount)
            let recent = RecentAttempts(stats.minutes, at: .now)
            var output = StandardOutput()
            try output.put(
                json
                    ? StatsObject(stats, recent, methods).object.text + "\n"
                    : StatsText(stats, recent, methods, node: view.name).text)
            try output.flush()
        }
    }
}
