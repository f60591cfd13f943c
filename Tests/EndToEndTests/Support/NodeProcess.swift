import Foundation
import Glibc
import Testing

/// A `sentrypeer` that runs in a directory of its own and listens on free loopback ports.
final class NodeProcess {
    struct NotStarted: Error, CustomStringConvertible {
        let description: String
    }

    let directory: TemporaryDirectory
    let child: ChildProcess
    let host: String
    /// The port of UDP and TCP, and that of TLS.
    let port: UInt16
    let tlsPort: UInt16

    /// - Parameters:
    ///   - arguments: added to those that choose the addresses.
    ///   - host: what to listen on; `[::1]` for IPv6.
    ///   - wrapper: a command that runs the node as its last arguments, in its own process.
    convenience init(
        _ arguments: String..., host: String = "127.0.0.1", environment: [String: String] = [:],
        wrapper: [String] = [], in directory: TemporaryDirectory? = nil
    ) throws {
        try self.init(arguments, host: host, environment: environment, wrapper: wrapper, in: directory)
    }

    init(
        _ arguments: [String], host: String = "127.0.0.1", environment: [String: String] = [:],
        wrapper: [String] = [], in directory: TemporaryDirectory? = nil
    ) throws {
        let directory = try directory ?? TemporaryDirectory()
        let command = wrapper + [Environment.binary, "--sip-listen", host + ":0", "-z", host + ":0"] + arguments
        self.directory = directory
        self.host = host.trimmingCharacters(in: ["[", "]"])
        // UDP draws the port and TCP takes the same: another program may happen to have that.
        for attempt in 1... {
            let name = "node-\(UUID().uuidString.prefix(8))"
            let child = try ChildProcess(
                command, environment: Environment.of(directory).merging(environment) { $1 }, directory: directory,
                name: name)
            // Importing an old database comes first and may take its time.
            try Wait.until("the node listens or ends", within: .seconds(60)) {
                child.errors.contains("\nDatabase ") || child.hasEnded
            }
            let screen = child.errors
            if let port = Self.port("UDP", on: screen), let tlsPort = Self.port("TLS", on: screen) {
                (self.child, self.port, self.tlsPort) = (child, port, tlsPort)
                return
            }
            guard screen.contains("already in use"), attempt < 5 else { throw NotStarted(description: screen) }
        }
        throw NotStarted(description: "")
    }

    private static func port(_ transport: String, on screen: String) -> UInt16? {
        let line = screen.split(separator: "\n").first { $0.hasPrefix("Listening   \(transport) ") }
        return line?.split(separator: ":").last.flatMap { UInt16($0) }
    }

    var errors: String { child.errors }

    /// Its id, from the start screen.
    var nodeID: String? { errors.firstMatch(of: /SentryPeer \S+, node ([0-9a-f-]{36})\n/).map { String($0.output.1) } }

    var databaseFile: String { directory.file("sentrypeer.db") }
    var logFile: String { directory.file("sentrypeer_json.log") }
    var database: Database { Database(path: databaseFile) }

    /// Where it serves its API, from the start screen.
    func apiURL() throws -> String {
        try Wait.forValue("the start screen tells where the API is") {
            errors.firstMatch(of: /API         (https?:\/\/\S+\/)\n/).map { String($0.output.1) }
        }
    }

    /// The lines of its JSON log; empty before it exists.
    func log() throws -> [LogLine] { try LogLine.all(in: logFile) }

    /// Waits for so many lines and gives them.
    func log(lines count: Int) throws -> [LogLine] {
        try Wait.forValue("the JSON log has \(count) lines") {
            let lines = try log()
            return lines.count >= count ? lines : nil
        }
    }

    /// Waits until the database has so many events.
    func waitForEvents(_ count: Int, within limit: Duration = Wait.limit) throws {
        try Wait.until("\(count) events are stored", within: limit) { try database.count("event") >= count }
    }

    /// SIGTERM, and the way it ended; nil when it did not within 5 s.
    @discardableResult
    func stop() -> ChildProcess.End? {
        child.send(SIGTERM)
        return child.waitForEnd(within: .seconds(5))
    }

    /// SIGKILL: no chance to tidy up.
    func kill() {
        child.send(SIGKILL)
        _ = child.waitForEnd(within: .seconds(5))
    }

    /// Resident memory in KiB.
    func residentMemory() throws -> Int { try memory("VmRSS:") }

    /// The most that was resident since the start, in KiB.
    func peakMemory() throws -> Int { try memory("VmHWM:") }

    private func memory(_ field: String) throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(child.pid)/status", encoding: .utf8)
        let line = try #require(status.split(separator: "\n").first { $0.hasPrefix(field) })
        return try #require(Int(line.filter(\.isNumber)))
    }

    /// What it has used of the processor.
    func processorTime() throws -> Duration {
        let text = try String(contentsOfFile: "/proc/\(child.pid)/stat", encoding: .utf8)
        let fields = try #require(text.split(separator: ")").last).split(separator: " ")
        let ticks = try #require(Int(fields[11])) + #require(Int(fields[12]))
        return .seconds(ticks) / sysconf(Int32(_SC_CLK_TCK))
    }

    /// Asks for a sign of life over UDP: the node reads one socket in order, so that everything sent
    /// before is behind it.
    func expectAnswer(from client: UDPClient? = nil, _ location: SourceLocation = #_sourceLocation) throws {
        let client = try client ?? UDPClient(to: host, port)
        let request = Request(.options)
        client.send(request.bytes)
        let reply = try client.reply(to: request)
        #expect(reply?.status == 200, "no answer", sourceLocation: location)
    }
}
