import Foundation
import Glibc
import Testing

/// An HTTPS server that takes events, with the faults that a test wants.
final class WebhookEndpoint {
    let port: UInt16
    private let directory: TemporaryDirectory
    private let server: ChildProcess
    private let log: String

    /// - Parameters:
    ///   - options: of `webhook_endpoint.py`.
    ///   - log: the file of what it took; one that takes another's place goes on with it.
    init(_ options: String..., log: String = "taken.log", in directory: TemporaryDirectory) throws {
        self.log = log
        self.directory = directory
        if !FileManager.default.fileExists(atPath: directory.file("ca.pem")) {
            let made = try Command(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-keyout", "ca.key", "-out", "ca.pem", "-days", "2", "-subj", "/CN=localhost", "-addext",
                "subjectAltName=DNS:localhost,IP:127.0.0.1", in: directory)
            try #require(made.succeeded, "\(made.transcript)")
        }
        let server = try ChildProcess(
            ["python3", Environment.project("Tests/EndToEndTests/Scenarios/webhook_endpoint.py")]
                + ["ca.pem", "ca.key", log] + options, environment: Environment.of(directory),
            directory: directory, name: "endpoint-\(UUID().uuidString.prefix(8))")
        self.server = server
        port = try Wait.forValue("the endpoint listens: \(server.errors)") {
            server.output.split(separator: "\n").first.flatMap { UInt16($0) }
        }
    }

    var url: String { "https://localhost:\(port)/hook" }
    var tokenURL: String { "https://localhost:\(port)/oauth/token" }
    var authority: String { directory.file("ca.pem") }

    /// What it took, in the order in which it came.
    var lines: [[Substring]] {
        let taken = FileManager.default.contents(atPath: directory.file(log)) ?? Data()
        return String(decoding: taken, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
    }

    var tokenRequests: Int { lines.count { $0.first == "token" } }

    /// How many events it took without anybody being told.
    var cut: Int { lines.count { $0.first == "cut" } }

    /// UUIDs of the events that it took, one that came twice twice.
    var events: [String] {
        lines.filter { $0.count == 2 && $0.first != "token" && $0.first != "cut" }.map { String($0[1]) }
    }

    func stop() {
        server.send(SIGKILL)
        _ = server.waitForEnd(within: .seconds(5))
    }
}
