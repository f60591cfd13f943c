import Foundation
import Testing

@testable import sentrypeer

@Suite struct CommandsTests {
    @Test func theirNamesAreNoFlags() {
        #expect(Commands.names == ["sessions", "export", "persona"])
        #expect(Commands.names.allSatisfy { HelpScreen.text.contains($0) })
    }

    @Test(arguments: ["sessions", "export credentials --format json", "persona show"])
    func aMissingDatabaseIsOneSentence(command: String) async throws {
        let path = FileManager.default.temporaryDirectory.path + "/missing-\(UUID()).db"
        let result = await #expect(
            processExitsWith: .exitCode(2), observing: [\.standardErrorContent, \.standardOutputContent]
        ) { [command = command as String, path = path as String] in
            exit(Commands.run(command.split(separator: " ").map(String.init) + ["-f", path]))
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            said.contains("sentrypeer: There is no database \(path); start a node first, or name its file with -f.\n"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func theEnvironmentAndTheFileSayWhereTheDatabaseIs() async throws {
        let database = try NodeDatabase()
        try database.write()
        let file = database.directory + "/node.toml"
        try "db_file = \"\(database.path)\"\n".write(toFile: file, atomically: true, encoding: .utf8)
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            [file = file as String, path = database.path as String] in
            guard Commands.run(["sessions", "-g", file]) == 0 else { exit(1) }
            setenv("SENTRYPEER_DB_FILE", path, 1)
            guard Commands.run(["sessions", "--json"]) == 0 else { exit(1) }
            // The command line is the strongest.
            exit(Commands.run(["sessions", "-f", "/nowhere/x.db"]) == 2 ? 0 : 1)
        }
        let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
        #expect(output.contains("\n198.51.100.7  ") || output.hasPrefix("198.51.100.7  "))
        #expect(output.contains("{\"source_ip\":\"198.51.100.7\""))
    }

    @Test func aWrongSettingIsSaid() async {
        let result = await #expect(processExitsWith: .exitCode(2), observing: [\.standardErrorContent]) {
            setenv("SENTRYPEER_REPLY_LIMIT", "many", 1)
            exit(Commands.run(["sessions"]))
        }
        let said = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(
            said.contains("sentrypeer: SENTRYPEER_REPLY_LIMIT: \"many\" is not a whole number"))
    }

    @Test(arguments: ["sessions --colour", "export credentials", "export nothing"])
    func aWrongCommandLineIsTwo(command: String) async {
        await #expect(processExitsWith: .exitCode(2)) { [command = command as String] in
            exit(Commands.run(command.split(separator: " ").map(String.init)))
        }
    }

    @Test(arguments: ["sessions -h", "export -h", "export", "export credentials --help", "help sessions"])
    func helpIsNoFailure(command: String) async {
        let result = await #expect(processExitsWith: .exitCode(0), observing: [\.standardOutputContent]) {
            [command = command as String] in
            exit(Commands.run(command.split(separator: " ").map(String.init)))
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
