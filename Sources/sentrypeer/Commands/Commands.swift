import ArgumentParser
import Delivery

/// What `sentrypeer` does besides being a node: each command has a name that comes first.
struct Commands: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sentrypeer",
        subcommands: [
            TopCommand.self, TailCommand.self, StatsCommand.self, LookupCommand.self, NumbersCommand.self,
            SessionsCommand.self, ExportCommand.self, PersonaCommand.self,
        ]
    )

    /// Whoever calls by another exit status than 0 tells no kind of failure from another.
    private static let failure: Int32 = 2

    static var names: [String] { configuration.subcommands.compactMap { $0.configuration.commandName } }

    /// The commands that do something, each with all words of its name.
    static var leaves: [(name: String, abstract: String)] { leaves(of: self) }

    private static func leaves(of command: any ParsableCommand.Type) -> [(name: String, abstract: String)] {
        command.configuration.subcommands.flatMap { child in
            let name = child.configuration.commandName ?? ""
            let below = leaves(of: child).map { (name: "\(name) \($0.name)", abstract: $0.abstract) }
            return below.isEmpty ? [(name: name, abstract: child.configuration.abstract)] : below
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
