import Foundation
import ShellCommand

/// A script of `scripts/numbering`, run to its end with the release of phonenumbers that the tables are made from.
enum NumberingScript {
    struct Failure: Error { let message: String }

    static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/Telephony/Generated").standardized

    /// What the script writes.
    static func run(_ arguments: String...) throws -> String {
        let command = try ShellCommand(
            [sources.appending(path: "../../../scripts/numbering/run").standardized.path] + arguments)
        guard command.succeeded else { throw Failure(message: "\(arguments) failed") }
        return command.output
    }
}
