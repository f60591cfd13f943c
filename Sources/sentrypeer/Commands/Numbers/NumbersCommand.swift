import ArgumentParser

/// Tells of the numbers that attackers dial, and how they are read.
struct NumbersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "numbers",
        abstract: "Print what attackers dial, and how it is read.",
        subcommands: [NumbersListCommand.self, NumbersExplainCommand.self]
    )
}
