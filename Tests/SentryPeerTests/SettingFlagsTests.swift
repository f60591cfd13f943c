import ArgumentParser
import Testing

@testable import sentrypeer

@Suite struct SettingFlagsTests {
    @Test func tpotsCommandLine() throws {
        let settings = try NodeCommand.settings(
            "-jar -f /var/log/sentrypeer/sentrypeer.db -l /var/log/sentrypeer/sentrypeer.json"
        )
        #expect(settings.databaseFile == "/var/log/sentrypeer/sentrypeer.db")
        #expect(settings.jsonLogFile == "/var/log/sentrypeer/sentrypeer.json")
        #expect(settings.responsive)
        #expect(settings.apiListen?.description == "127.0.0.1:8082")
        #expect(!settings.peerToPeer && !settings.syslog && !settings.verbose && !settings.debug)
    }

    @Test func everyLetterOfACombinedFlagCounts() throws {
        let settings = try NodeCommand.settings("-draps")
        #expect(settings.debug && settings.responsive && settings.apiListen != nil)
        #expect(settings.peerToPeer && settings.syslog)
        #expect(!settings.verbose && settings.jsonLogFile == nil)
    }

    @Test(arguments: ["-f /x.db", "-f/x.db", "-f=/x.db", "-jarf /x.db", "--db-file /x.db", "--db-file=/x.db"])
    func aValueMayStandApartOrJoined(_ commandLine: String) throws {
        #expect(try NodeCommand.settings(commandLine).databaseFile == "/x.db")
    }

    @Test func ofAFlagGivenTwiceTheLastCounts() throws {
        #expect(try NodeCommand.settings("-f /x.db -f /y.db -j -j").databaseFile == "/y.db")
    }

    @Test(arguments: ["-r", "--responsive", "--sip-responsive"])
    func responsiveHasTwoLongNames(_ flag: String) throws {
        #expect(try NodeCommand.settings(flag).responsive)
    }

    @Test(arguments: ["-N", "--new-mode"]) func theOldModeFlagDoesNothing(_ flag: String) throws {
        #expect(try NodeCommand.settings(flag) == NodeCommand.settings())
    }

    @Test(arguments: [
        ("-x", "Unknown option '-x'"), ("--reply-limits 3", "Unknown option '--reply-limits'"),
        ("-f", "Missing value for '-f'"), ("-l -j", "Missing value for '-l'"),
        ("now", "Unexpected argument 'now'"),
    ])
    func aWrongCommandLineIsAUsageError(commandLine: String, message: String) {
        let error = #expect(throws: (any Error).self) { try NodeCommand.settings(commandLine) }
        guard let error else { return }
        #expect(NodeCommand.exitCode(for: error).rawValue == 64)
        #expect(NodeCommand.message(for: error).hasPrefix(message))
        #expect(!NodeCommand.fullMessage(for: error).contains("OPTIONS"))
    }

    @Test(arguments: ["-h", "--help", "-jh"]) func helpExitsCleanly(_ flag: String) {
        let error = #expect(throws: (any Error).self) { try NodeCommand.settings(flag) }
        guard let error else { return }
        #expect(NodeCommand.exitCode(for: error) == .success)
        #expect(NodeCommand.message(for: error) == HelpScreen.text)
    }

    @Test(arguments: ["-V", "--version"]) func versionExitsCleanly(_ flag: String) {
        let error = #expect(throws: (any Error).self) { try NodeCommand.settings(flag) }
        guard let error else { return }
        #expect(NodeCommand.exitCode(for: error) == .success)
        #expect(NodeCommand.message(for: error) == "sentrypeer \(Version.current)")
    }
}
