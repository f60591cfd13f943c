import ArgumentParser
import Delivery

/// What `sentrypeer` does besides being a node: each command has a name that comes first.
struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentrypeer",
        subcommands: [
            TopCommand.self, TailCommand.self, StatsCommand.self, LookupCommand.self, NumbersCommand.self,
            SessionsCommand.self, PeersCommand.self, ExportCommand.self, PersonaCommand.self, KeyCommand.self,
            WebhookCommand.self,
        ] + sharing
    )

    /// Those of a build that can share.
    private static var sharing: [any ParsableCommand.Type] {
        #if OpenDHT
            [BootstrapCommand.self]
        #else
            []
        #endif
    }

    /// Whoever calls by another exit status than 0 tells no kind of failure from another.
    private static let failure: Int32 = 2

    static var names: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    /// The commands as the help lists them: those of one first word together, as `numbers list|explain`.
    static var summaries: [(name: String, abstract: String)] {
        configuration.subcommands.map { command in
            let name = command.configuration.commandName ?? ""
            let parts = command.configuration.subcommands
            // What it does without a second word is told of by its name alone.
            guard !parts.isEmpty, command.configuration.defaultSubcommand == nil else {
                return (name, command.configuration.abstract)
            }
            let words = parts.compactMap { $0.configuration.commandName }.joined(separator: "|")
            return ("\(name) \(words)", (parts.count == 1 ? parts[0] : command).configuration.abstract)
        }
    }

    /// Help that is ours rather than ArgumentParser's.
    private static let screens = [["help"]: HelpScreen.text, ["help", "settings"]: SettingsScreen.text]

    /// - Returns: the exit status.
    static func run(_ arguments: [String]) async -> Int32 {
        if let screen = screens[arguments] {
            print(screen)
            return 0
        }
        do {
            var command = try parseAsRoot(arguments)
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
            return 0
        } catch CommandError.closed {
            return 0
        } catch let error as CommandError {
            StandardError.put("sentrypeer: \(error)\n")
            return failure
        } catch let status as ExitCode {
            return status.rawValue
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
