import ArgumentParser
import Delivery

/// What `sentrypeer` does besides being a node: each command has a name that comes first.
struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentrypeer",
        subcommands: [SessionsCommand.self, ExportCommand.self, PersonaCommand.self]
    )

    /// Whoever calls by another exit status than 0 tells no kind of failure from another.
    private static let failure: Int32 = 2

    static var names: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    /// - Returns: the exit status.
    static func run(_ arguments: [String]) -> Int32 {
        if arguments == ["help"] {
            print(HelpScreen.text)
            return 0
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
            return 0
        } catch let error as CommandError {
            StandardError.put("sentrypeer: \(error)\n")
            return failure
        } catch {
            guard exitCode(for: error).isSuccess else {
                StandardError.put(fullMessage(for: error) + "\n")
                return failure
            }
            print(fullMessage(for: error))
            return 0
        }
    }
}
