import Foundation
import Testing

extension EndToEndTests {
    /// A disk that is full while the node runs, as a file system of a few megabytes.
    @Suite(.enabled(if: Condition.hasNamespaces)) struct DiskTests {
        @Test func `a full disk is said once, nothing stops, and nothing is lost when there is room again`() throws {
            let directory = try TemporaryDirectory()
            try FileManager.default.createDirectory(atPath: directory.file("disk"), withIntermediateDirectories: false)
            let script = """
                mount -t tmpfs -o size=16m tmpfs '\(directory.file("disk"))'
                head -c 13000000 /dev/zero > '\(directory.file("disk/ballast"))'
                exec "$@"
                """
            let node = try NodeProcess(
                "-rja", "-f", "disk/sentrypeer.db", "-l", "disk/log.json", "--reply-limit", "100000", "--api-listen",
                "127.0.0.1:0",
                wrapper: ["unshare", "-Urm", "sh", "-e", "-c", script, "sh"], in: directory)
            // Only the node sees that disk; this is the way to it from outside.
            let disk = "/proc/\(node.child.pid)/root" + directory.file("disk")
            let client = try UDPClient(to: node)
            var request = Request(.options)
            request.body = String(repeating: "x", count: 8_000)
            var sent = 0
            func send() throws {
                request.callID = Request.token()
                request.branch = "z9hG4bK" + Request.token()
                client.send(request.bytes)
                #expect(try client.reply(to: request)?.status == 200)
                sent += 1
            }
            let api = try node.apiURL()
            func readiness() throws -> String {
                try Command("curl", "-s", "-S", "-w", " %{http_code}", api + "ready?pretty=false").output
            }
            try Wait.until("the node is ready") { try readiness() == #"{"status":"ready"} 200"# }
            func complaints(_ sink: String) -> Int {
                node.errors.split(separator: "\n").count {
                    $0.contains("cannot write events") && $0.contains("sink=\(sink)")
                }
            }
            try Wait.until("the disk is full: \(node.errors)") {
                try send()
                return complaints("store") > 0 && complaints("json_log") > 0
            }
            #expect(node.errors.contains("disk is full") || node.errors.contains("No space left"))
            for _ in 0..<200 { try send() }
            #expect(try readiness() == #"{"status":"not ready","reasons":["the store takes no events"]} 503"#)
            #expect(complaints("store") == 1)
            #expect(complaints("json_log") == 1)

            try FileManager.default.removeItem(atPath: disk + "/ballast")
            try Wait.until("both are written again") {
                node.errors.split(separator: "\n").count { $0.contains("writing again") } == 2
            }
            #expect(try readiness() == #"{"status":"ready"} 200"#)
            try send()
            let database = Database(
                path: directory.file("disk/sentrypeer.db"),
                wrapper: ["nsenter", "-t", "\(node.child.pid)", "-U", "-m", "--preserve-credentials"])
            try Wait.until("all events are stored") {
                try database.value("SELECT sum(attempts) FROM event") == "\(sent)"
            }
            #expect(try database.isIntact())
            try Wait.until("all events are logged") {
                try LogLine.all(in: disk + "/log.json").reduce(0) { $0 + ($1.number("attempts") ?? 1) } == sent
            }
            #expect(node.stop() == .exited(0))
        }

        @Test func `SIGTERM ends a node whose disk is full`() throws {
            let directory = try TemporaryDirectory()
            try FileManager.default.createDirectory(atPath: directory.file("disk"), withIntermediateDirectories: false)
            let script = """
                mount -t tmpfs -o size=1m tmpfs '\(directory.file("disk"))'
                exec "$@"
                """
            let node = try NodeProcess(
                "-r", "-f", "disk/sentrypeer.db", wrapper: ["unshare", "-Urm", "sh", "-e", "-c", script, "sh"],
                in: directory)
            let client = try UDPClient(to: node)
            try Wait.until("the disk is full") {
                for _ in 0..<10 { client.send([UInt8](repeating: 0x41, count: 20_000)) }
                return node.errors.contains("cannot write events")
            }
            #expect(node.stop() == .exited(0))
            #expect(node.errors.contains("could not be written before the end"))
        }
    }
}
