import ArgumentParser

@testable import sentrypeer

/// A command that holds the flags the way that main does.
struct NodeCommand: ParsableCommand {
    static let configuration = SettingFlags.configuration

    @OptionGroup var flags: SettingFlags

    /// The settings that a command line comes to beside an environment and a few files, all made up.
    static func settings(
        _ commandLine: String = "",
        environment: [String: String] = [:],
        files: [String: String] = [:]
    ) throws -> Settings {
        let arguments = commandLine.split(separator: " ").map(String.init)
        return try Settings.resolve(
            arguments: parse(arguments).flags.values,
            environment: environment,
            readFile: { path throws(FileText.Fault) in
                guard let text = files[path] else { throw .absent(reason: "No such file or directory") }
                return text
            }
        )
    }

    /// The settings that a file comes to.
    static func settings(file text: String) throws -> Settings {
        try settings("-g node.toml", files: ["node.toml": text])
    }
}
