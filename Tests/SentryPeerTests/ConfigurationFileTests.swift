import Foundation
import Testing

@testable import sentrypeer

@Suite struct ConfigurationFileTests {
    static let home = "/home/alice"
    static let usual = "/home/alice/.config/sentrypeer/default-config.toml"

    @Test func everyTypeOfValue() throws {
        let settings = try NodeCommand.settings(
            file: """
                # A node behind a PBX.
                sip_responsive = true
                sip_listen = ["127.0.0.1:5060", "[::1]:5060"]
                db_file = "/var/lib/sentrypeer/sentrypeer.db"
                database_size = "2T"
                retention_days = 90
                """
        )
        #expect(settings.responsive)
        #expect(settings.sipListen.map(\.description) == ["127.0.0.1:5060", "[::1]:5060"])
        #expect(settings.databaseFile == "/var/lib/sentrypeer/sentrypeer.db")
        #expect(settings.databaseSizeLimit == 2_199_023_255_552)
        #expect(settings.retentionDays == 90)
        #expect(try NodeCommand.settings(file: "database_size = 1048576").databaseSizeLimit == 1_048_576)
    }

    @Test func theFileMayBeNamedByFlagOrVariable() throws {
        let files = ["a.toml": "dht_port = 1", "b.toml": "dht_port = 2"]
        let environment = ["SENTRYPEER_CONFIG_FILE": "b.toml"]
        #expect(try NodeCommand.settings("-g a.toml", files: files).dhtPort == 1)
        #expect(try NodeCommand.settings(environment: environment, files: files).dhtPort == 2)
        #expect(try NodeCommand.settings("-g a.toml", environment: environment, files: files).dhtPort == 1)
    }

    @Test func theUsualFileIsReadWhenItExists() throws {
        let environment = ["HOME": Self.home]
        #expect(try NodeCommand.settings(environment: environment, files: [Self.usual: "dht_port = 7"]).dhtPort == 7)
        #expect(try NodeCommand.settings(environment: environment).dhtPort == 4222)
        #expect(
            try NodeCommand.settings(environment: ["HOME": ""], files: [Self.usual: "dht_port = 7"]).dhtPort == 4222
        )
    }

    @Test func theUsualFileIsNotReadBesideANamedOne() throws {
        let files = [Self.usual: "dht_port = 7", "a.toml": "reply_limit = 1"]
        #expect(try NodeCommand.settings("-g a.toml", environment: ["HOME": Self.home], files: files).dhtPort == 4222)
    }

    @Test func theUsualFileMustBeReadableWhenItExists() throws {
        let error = #expect(throws: ConfigurationError.self) {
            try Settings.resolve(arguments: [:], environment: ["HOME": Self.home]) { _ throws(FileText.Fault) in
                throw .unreadable(reason: "Permission denied")
            }
        }
        #expect(
            error?.description
                == "the default of -g/--config-file: cannot read \(Self.usual): Permission denied."
        )
    }

    @Test func readsARealFile() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let long = String(repeating: "# A comment that makes the file longer than one read.\n", count: 1000)
        let file = directory.appending(path: "node.toml")
        try Data("\(long)dht_port = 9".utf8).write(to: file)
        let settings = try Settings.resolve(arguments: [.configFile: [file.path]], environment: [:])
        #expect(settings.dhtPort == 9)

        try Data("dht_port = 9\0".utf8).write(to: file)
        #expect(throws: FileText.Fault.unreadable(reason: "It is not UTF-8 text")) { try FileText.read(file.path) }
        try Data([0xFF]).write(to: file)
        #expect(throws: FileText.Fault.unreadable(reason: "It is not UTF-8 text")) { try FileText.read(file.path) }
        #expect(throws: FileText.Fault.unreadable(reason: "Is a directory")) { try FileText.read(directory.path) }
        #expect(throws: FileText.Fault.absent(reason: "Not a directory")) { try FileText.read("\(file.path)/x") }
    }
}
