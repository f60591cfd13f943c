import ArgumentParser
import Store

/// The flags that say which database a command reads. They, the environment and the file count as they do for
/// the node, so that both find the same one.
struct DatabaseFlags: ParsableArguments {
    @Option(name: SettingKey.dbFile.names, help: ArgumentHelp("The node's database.", valueName: "FILE"))
    var dbFile: [String] = []

    @Option(name: SettingKey.configFile.names, help: ArgumentHelp("The node's settings in TOML.", valueName: "FILE"))
    var configFile: [String] = []

    var values: [SettingKey: [String]] {
        [.dbFile: dbFile, .configFile: configFile].filter { !$0.value.isEmpty }
    }

    func open() throws(CommandError) -> EventReader {
        let path: String
        do throws(ConfigurationError) {
            path = try Settings.ofProcess(arguments: values).databaseFile
        } catch {
            throw .configuration(error)
        }
        return try CommandError.reading { () throws(StoreError) in try EventReader(path: path) }
    }
}
