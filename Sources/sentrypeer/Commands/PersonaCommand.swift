import ArgumentParser

/// Tells what the node pretends to be.
struct PersonaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "persona",
        abstract: "Tell what the node pretends to be.",
        subcommands: [PersonaShowCommand.self]
    )
}
