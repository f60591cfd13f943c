import Glibc
import Testing

extension EndToEndTests {
    /// The end of a node, whatever is open at the time.
    @Suite struct ShutdownTests {
        @Test(arguments: [SIGTERM, SIGINT])
        func `a signal may come as soon as the start screen is there`(signal: Int32) throws {
            let directory = try TemporaryDirectory()
            for _ in 0..<5 {
                let node = try NodeProcess("-r", in: directory)
                node.child.send(SIGHUP)
                node.child.send(signal)
                #expect(node.child.waitForEnd(within: .seconds(5)) == .exited(0))
            }
        }

        @Test func `open connections end with the node, and what they left unfinished is recorded`() throws {
            let node = try NodeProcess("-r", "-j")
            let silent = try (0..<50).map { _ in try TCPClient(to: node) }
            let unfinished = try TCPClient(to: node)
            unfinished.send(Request(.options).text + "INVITE sip:1@2 SIP/2.0\r\n")
            #expect(try unfinished.replies(1).first?.status == 200)
            let helloing = try TCPClient(to: node.host, node.tlsPort)
            helloing.send([0x16, 0x03, 0x01, 0x02, 0x00, 0x01])
            // A TLS peer that has fallen asleep takes no leave.
            let sleeper = try ChildProcess(
                ["openssl", "s_client", "-ign_eof", "-connect", "\(node.host):\(node.tlsPort)"],
                environment: Environment.of(node.directory), directory: node.directory, name: "openssl")
            try Wait.until("TLS is established") { sleeper.output.contains("SSL handshake has read") }
            sleeper.send(SIGSTOP)

            #expect(node.stop() == .exited(0))
            #expect(silent.allSatisfy { $0.isClosed() })
            let malformed = try node.log().compactMap { $0["malformed"] }
            #expect(malformed.sorted() == ["tls-handshake-failed", "truncated"])
            #expect(try node.database.count("event") == 3)
        }

        /// Somebody's open transaction.
        private func lock(_ node: NodeProcess) throws -> ChildProcess {
            let script = """
                import sqlite3, sys, time
                connection = sqlite3.connect(sys.argv[1], isolation_level=None)
                connection.execute("BEGIN IMMEDIATE")
                print("locked", flush=True)
                time.sleep(600)
                """
            let shell = try ChildProcess(
                ["python3", "-c", script, node.databaseFile], environment: Environment.of(node.directory),
                directory: node.directory, name: "lock")
            try Wait.until("the database is locked") { shell.output == "locked\n" }
            return shell
        }

        @Test func `a database that somebody locks is written when it is free again`() throws {
            let node = try NodeProcess("-r", "-j")
            let shell = try lock(node)
            let client = try UDPClient(to: node)
            for _ in 0..<20 { try node.expectAnswer(from: client) }
            #expect(try node.log(lines: 20).count == 20)
            try Wait.until("the node says so") { node.errors.contains("is locked by another process") }
            #expect(try node.database.count("event") == 0)
            shell.send(SIGKILL)
            try node.waitForEvents(20)
            #expect(node.stop() == .exited(0))
        }

        @Test func `a database that stays locked does not hold up the end`() throws {
            let node = try NodeProcess("-r", "-j")
            let shell = try lock(node)
            try node.expectAnswer()
            _ = try node.log(lines: 1)
            #expect(node.stop() == .exited(0))
            #expect(node.errors.contains("could not be written before the end"))
            withExtendedLifetime(shell) {}
        }
    }
}
