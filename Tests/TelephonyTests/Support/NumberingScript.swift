import Foundation

/// A script of `scripts/numbering`, run to its end with the release of phonenumbers that the tables are made from.
enum NumberingScript {
    struct Failure: Error { let message: String }

    static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Sources/Telephony/Generated").standardized

    /// What the script writes.
    static func run(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = sources.appending(path: "../../../scripts/numbering/run").standardized
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(message: "\(arguments) failed") }
        return text
    }
}
