import Foundation

/// `scripts/schema/validate.py`, run to its end.
enum SchemaScript {
    static let project = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardized

    /// What is wrong with lines of JSON by a schema of `docs/schema`; empty when nothing is.
    static func faults(of lines: Data, by schema: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "sentrypeer-\(UUID().uuidString).json")
        try lines.write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = project.appending(path: "scripts/schema/run")
        process.arguments = ["validate.py", project.appending(path: "docs/schema/\(schema)").path, file.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : "\(process.terminationStatus): \(text)"
    }
}
