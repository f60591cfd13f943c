import Foundation
import ShellCommand

/// `scripts/schema/validate.py`, run to its end.
enum SchemaScript {
    static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    /// What is wrong with lines of JSON by a schema of `docs/schema`; empty when nothing is.
    static func faults(of lines: Data, by schema: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "sentrypeer-\(UUID().uuidString).json")
        try lines.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let command = try ShellCommand(
            [
                project.appending(path: "scripts/schema/run").path, "validate.py",
                project.appending(path: "docs/schema/\(schema)").path, file.path,
            ], takesErrors: true)
        return command.succeeded ? "" : "\(command.status): \(command.output)"
    }
}
