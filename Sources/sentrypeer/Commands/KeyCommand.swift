import ArgumentParser
import Sharing

/// The key that the node signs with what it shares.
struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract: "Show or replace the key that signs what is shared.",
        subcommands: [KeyShowCommand.self, KeyRotateCommand.self]
    )
}

struct KeyShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the author's key, for others to trust.",
        discussion: "The public half: others name it in sharing_trusted."
    )

    @OptionGroup var database: DatabaseFlags

    func run() throws {
        let path = try database.settings().databaseFile
        let key = try CommandError.keeping { () throws(NodeKeyError) in try NodeKey(beside: path) }
        var output = StandardOutput()
        try output.put("\(key.author)\n")
        try output.flush()
    }
}

struct KeyRotateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate",
        abstract: "Make another key; it takes the old one's age along.",
        discussion: """
            Start the node again afterwards: it tells the others for 26 hours that the old key goes on as the new one.
            Who trusts it by the old key should be told the new one.
            """
    )

    @OptionGroup var database: DatabaseFlags

    func run() throws {
        let path = try database.settings().databaseFile
        let key = try CommandError.keeping { () throws(NodeKeyError) in try NodeKey.rotate(beside: path) }
        var output = StandardOutput()
        try output.put("\(key.author)\n")
        try output.flush()
    }
}
