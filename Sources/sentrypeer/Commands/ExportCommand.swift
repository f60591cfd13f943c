import ArgumentParser

/// Gives away what the database holds, in formats that other programs read.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print what the database holds for other programs.",
        subcommands: [ExportCredentialsCommand.self]
    )
}
