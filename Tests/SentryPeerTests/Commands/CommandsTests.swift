import Foundation
import Testing

@testable import sentrypeer

@Suite struct CommandsTests {
    @Test func theirNamesAreNoFlags() {
        #expect(
            Commands.names == [
                "top", "tail", "stats", "lookup", "numbers", "sessions", "peers", "export", "persona", "key", "webhook",
                "bootstrap",
            ])
    }

    @Test(arguments: [("help", HelpScreen.text), ("help settings", SettingsScreen.text)])
    func helpIsOurs(command: String, text: String) async {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            [command = command as String] in
            exit(await Commands.run(command.split(separator: " ").map(String.init)))
        }
        let said = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(said.contains(text + "\n"))
    }

    @Test(arguments: [
        "sessions", "export credentials --format json", "persona show", "lookup 0044", "numbers list", "stats", "top",
        "tail",
    ])
    func aMissingDatabaseIsOneSentence(command: String) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/missing-\(UUID()).db"
        let result = await #expect(
            processExitsWith: .exitCode(2), observing: [\.standardErrorContent, \.standardOutputContent]
        ) { [command = command as String, path = path as String] in
            exit(await Commands.run(command.split(separator: " ").map(String.init) + ["-f", path]))
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            said.contains("sentrypeer: There is no database \(path); start a node first, or name its file with -f.\n"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: [
        ("lookup 0046500729221", 0), ("lookup 198.51.100.7", 0), ("lookup *729221", 0), ("lookup 0046500729222", 1),
        ("lookup 198.51.100.8", 1), ("lookup 112", 1), ("lookup *5729221", 1), ("lookup 0500729221 --dial-plan SE", 0),
        ("lookup 0500729221 --dial-plan XX", 2), ("numbers explain 0046500729221", 0), ("numbers list", 0),
    ])
    func theExitStatusTellsWhetherItWasFound(command: String, status: Int32) async throws {
        let database = try NodeDatabase()
        for number in ["981046500729221", "112"] { try database.write(number: number) }
        let path = database.path
        let words = command.split(separator: " ").map(String.init) + (command.contains("explain") ? [] : ["-f", path])
        await #expect(processExitsWith: .exitCode(status)) { [words = words as [String]] in
            exit(await Commands.run(words))
        }
    }

    @Test func theEnvironmentAndTheFileSayWhereTheDatabaseIs() async throws {
        let database = try NodeDatabase()
        try database.write()
        let file = database.directory + "/node.toml"
        try "db_file = \"\(database.path)\"\n".write(toFile: file, atomically: true, encoding: .utf8)
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            [file = file as String, path = database.path as String] in
            guard await Commands.run(["sessions", "-g", file]) == 0 else { exit(1) }
            setenv("SENTRYPEER_DB_FILE", path, 1)
            guard await Commands.run(["sessions", "--json"]) == 0 else { exit(1) }
            // The command line is the strongest.
            exit(await Commands.run(["sessions", "-f", "/nowhere/x.db"]) == 2 ? 0 : 1)
        }
        let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(output.contains("\n198.51.100.7  ") || output.hasPrefix("198.51.100.7  "))
        #expect(output.contains("{\"source_ip\":\"198.51.100.7\""))
    }

    @Test func aWrongSettingIsSaid() async {
        let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
            setenv("SENTRYPEER_REPLY_LIMIT", "many", 1)
            exit(await Commands.run(["sessions"]))
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            said.contains("sentrypeer: SENTRYPEER_REPLY_LIMIT: \"many\" is not a whole number"))
    }

    @Test(arguments: [
        "sessions --colour", "export credentials", "export nothing", "lookup", "lookup *12", "numbers explain",
        "numbers explain admin", "numbers list --by prefix", "numbers list --limit 0", "top --minutes 0",
        "top --interval 0",
        "tail -n -1", "tail --source nowhere", "tail --transport sctp", "tail --country XX", "stats --token-file x",
        "stats --ca x",
    ])
    func aWrongCommandLineIsTwo(command: String) async {
        await #expect(processExitsWith: .exitCode(2)) { [command = command as String] in
            exit(await Commands.run(command.split(separator: " ").map(String.init)))
        }
    }

    @Test(arguments: ["sessions -h", "export -h", "export", "export credentials --help", "help sessions"])
    func helpIsNoFailure(command: String) async {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            [command = command as String] in
            exit(await Commands.run(command.split(separator: " ").map(String.init)))
        }
        let said = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(said.contains("USAGE: sentrypeer "))
    }

    @Test func outputThatCannotBeWrittenIsAFailure() async {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardErrorContent]) {
            let full = open("/dev/full", O_WRONLY)
            var output = StandardOutput(descriptor: full)
            try output.put("text")
            do throws(CommandError) {
                try output.flush()
            } catch {
                exit("\(error)" == "cannot write the output: No space left on device." ? 0 : 1)
            }
        }
        #expect(result != nil)
    }
}
