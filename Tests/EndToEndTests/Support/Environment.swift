import Foundation

/// What tests take from the process that runs them.
enum Environment {
    /// The variables of a child: a home of its own, so that no settings of the user's reach it.
    static func of(_ directory: TemporaryDirectory) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        return ["PATH": path + ":/usr/sbin:/sbin", "HOME": directory.path, "LC_ALL": "C.UTF-8", "TZ": "UTC"]
    }

    /// `sentrypeer` as it was built beside these tests, or what `SENTRYPEER_BINARY` names.
    static let binary: String = {
        if let named = ProcessInfo.processInfo.environment["SENTRYPEER_BINARY"] { return named }
        let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appendingPathComponent("sentrypeer").path
    }()

    /// A path in the project's directory.
    static func project(_ path: String) -> String {
        // This file is Tests/EndToEndTests/Support/Environment.swift.
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        return root.appendingPathComponent(path).path
    }
}
