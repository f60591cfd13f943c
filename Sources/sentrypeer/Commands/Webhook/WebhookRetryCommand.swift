import ArgumentParser
import Events
import Store

/// Asks the node to deliver what its webhook set aside.
struct WebhookRetryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry",
        abstract: "Have the webhook try again what it could not deliver.",
        discussion: "A node that runs does so within seconds, another one when it starts."
    )

    @OptionGroup var database: DatabaseFlags

    @Argument(help: ArgumentHelp("Only these events.", valueName: "UUID"))
    var events: [String] = []

    func validate() throws {
        for event in events where Self.id(event) == nil {
            throw ValidationError("\"\(TextBlock.value(event))\" is not the UUID of an event of this node.")
        }
    }

    func run() throws {
        var output = StandardOutput()
        let count = try retry()
        try output.put("\(TextBlock.count(count, "event")) to be tried again.\n")
        try output.flush()
    }

    private func retry() throws(CommandError) -> Int {
        let path = try database.settings().databaseFile
        return try CommandError.reading { () throws(StoreError) in
            let table = try FollowerTable(path: path)
            if events.isEmpty { return try table.retry() }
            var count = 0
            for id in events.compactMap(Self.id) { count += try table.retry(event: id) }
            return count
        }
    }

    private static func id(_ text: String) -> EventID? { UUIDBytes(text).flatMap { EventID($0) } }
}
