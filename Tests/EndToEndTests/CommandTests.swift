import Testing

extension EndToEndTests {
    /// What `sentrypeer` tells of a database, beside the node and after it.
    @Suite struct CommandTests {
        private func run(_ arguments: String..., on node: NodeProcess) throws -> Command {
            try Command([Environment.binary] + arguments + ["-f", node.databaseFile])
        }

        private func guess(_ response: String) -> Request {
            var register = Request(.register)
            register.uri = "sip:127.0.0.1"
            register.to = "<sip:100@127.0.0.1>"
            let digest = """
                Digest username="100", realm="asterisk", nonce="abc", uri="sip:127.0.0.1", response="\(response)", \
                algorithm=MD5
                """
            register.extra = ["Authorization: \(digest)"]
            return register
        }

        @Test func `sessions and credentials can be read while the node runs and when it has stopped`() throws {
            let node = try NodeProcess()
            let client = try UDPClient(to: node)
            for digit in 0..<3 { client.send(guess("6629fae49393a05397450978507c4ef\(digit)").bytes) }
            try node.waitForEvents(3)
            for isRunning in [true, false] {
                if !isRunning { #expect(node.stop() == .exited(0)) }
                let sessions = try run("sessions", on: node)
                #expect(sessions.succeeded, "\(sessions.transcript)")
                #expect(sessions.output.hasPrefix("127.0.0.1  20"))
                #expect(sessions.output.contains(" UTC  3 attempts"))
                #expect(sessions.output.contains("\n  accounts    100 (3 guesses)\n"))
                let lines = try run("export", "credentials", "--format", "hashcat", on: node)
                #expect(lines.succeeded, "\(lines.transcript)")
                #expect(
                    lines.output.split(separator: "\n").map { $0.suffix(32) }
                        == (0..<3).map { "6629fae49393a05397450978507c4ef\($0)" })
            }
            #expect(try node.database.isIntact())
        }

        @Test func `a session goes on over a restart`() throws {
            let directory = try TemporaryDirectory()
            for round in 1...2 {
                let node = try NodeProcess(in: directory)
                try UDPClient(to: node).send(Request(.options).bytes)
                try node.waitForEvents(round)
                node.kill()
                #expect(try node.database.rows("SELECT attempts FROM session") == [["\(round)"]])
            }
        }

        @Test func `what goes wrong is one sentence and exit status 2`() throws {
            let missing = try Command(Environment.binary, "sessions")
            #expect(missing.end == .exited(2) && missing.output.isEmpty)
            #expect(
                missing.errors
                    == "sentrypeer: There is no database ./sentrypeer.db; start a node first, or name its file with -f.\n"
            )
            #expect(try Command(Environment.binary, "export", "credentials").end == .exited(2))
        }
    }
}
