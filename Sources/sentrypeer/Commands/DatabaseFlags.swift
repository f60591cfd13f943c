import ArgumentParser
import Store

/// The flags that say which database a command reads. They, the environment and the file count as they do for
/// the node, so that both find the same one.
struct DatabaseFlags: ParsableArguments {
    @Option(name: SettingKey.dbFile.names, help: ArgumentHelp("The node's database.", valueName: "FILE"))
    var dbFile: [String] = []

    @Option(name: SettingKey.configFile.names, help: ArgumentHelp("The node's settings in TOML.", valueName: "FILE"))
    var configFile: [String] = []

    /// The settings of the process with these flags and the command's own.
    func settings(_ own: [SettingKey: [String]] = [:]) throws(CommandError) -> Settings {
        let values = own.merging([.dbFile: dbFile, .configFile: configFile]) { $1 }
        do throws(ConfigurationError) {
            return try .ofProcess(arguments: values.filter { !$0.value.isEmpty })
        } catch {
            throw .configuration(error)
        }
    }

    func open() throws(CommandError) -> EventReader {
        let path = try settings().databaseFile
        return try CommandError.reading { () throws(StoreError) in try EventReader(path: path) }
    }
}
