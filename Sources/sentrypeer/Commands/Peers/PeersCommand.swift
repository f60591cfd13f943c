import ArgumentParser

/// Who reports to this node, and what the user thinks of them.
struct PeersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "List the nodes that report; allow or block them.",
        subcommands: [
            PeersListCommand.self, PeersShowCommand.self, PeersAllowCommand.self, PeersBlockCommand.self,
            PeersForgetCommand.self,
        ],
        defaultSubcommand: PeersListCommand.self
    )
}
