import Glibc
import Testing

extension EndToEndTests {
    /// What the command line says and refuses.
    @Suite struct ConfigurationTests {
        /// Runs a node that is expected to end at once.
        private func run(_ arguments: String...) throws -> Command {
            try Command([Environment.binary] + arguments, within: .seconds(10))
        }

        @Test(arguments: ["-h", "--help"])
        func `help fits a screen`(flag: String) throws {
            let help = try run(flag)
            #expect(help.succeeded)
            #expect(help.errors == "")
            let lines = help.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 80 })
            for flag in [
                "-f", "-j", "-l", "-p", "-b", "-a", "-w", "-i", "-c", "-r", "-R", "-t", "-k", "-z", "-g", "-s", "-v",
                "-d", "-N",
            ] {
                #expect(help.output.contains("\n  \(flag), --"), "\(flag) is missing")
            }
        }

        @Test(arguments: ["-V", "--version"])
        func version(flag: String) throws {
            let version = try run(flag)
            #expect(version.succeeded)
            #expect(version.output.wholeMatch(of: /sentrypeer \d+\.\d+\.\d+\n/) != nil)
        }

        @Test func `a port that is taken is named, with the flag that changes it`() throws {
            let udp = try Listener(.datagram)
            let taken = try run("--sip-listen", "127.0.0.1:\(udp.port)", "-z", "127.0.0.1:0")
            #expect(taken.end == .exited(1))
            #expect(
                taken.errors
                    == "sentrypeer: UDP port \(udp.port) on 127.0.0.1 is already in use; stop the program that uses it, or choose another with --sip-listen ADDR:PORT.\n"
            )
            let tcp = try Listener(.stream)
            let tcpTaken = try run("--sip-listen", "127.0.0.1:\(tcp.port)", "-z", "127.0.0.1:0")
            #expect(tcpTaken.end == .exited(1))
            #expect(tcpTaken.errors.hasPrefix("sentrypeer: TCP port \(tcp.port) on 127.0.0.1 is already in use;"))
            #expect(tcpTaken.errors.hasSuffix("--sip-listen ADDR:PORT.\n"))
            let tlsTaken = try run("--sip-listen", "127.0.0.1:0", "-z", "127.0.0.1:\(tcp.port)")
            #expect(tlsTaken.end == .exited(1))
            #expect(tlsTaken.errors.hasPrefix("sentrypeer: TLS port \(tcp.port) on 127.0.0.1 is already in use;"))
            #expect(tlsTaken.errors.hasSuffix("-z ADDR:PORT.\n"))
        }

        @Test func `two nodes do not share a port`() throws {
            let node = try NodeProcess("-r")
            let second = try run("--sip-listen", "127.0.0.1:\(node.port)", "-z", "127.0.0.1:0")
            #expect(second.end == .exited(1))
            #expect(second.errors.contains("UDP port \(node.port) on 127.0.0.1 is already in use"))
            try node.expectAnswer()
        }

        @Test func `-R listens nowhere`() throws {
            let directory = try TemporaryDirectory()
            let node = try ChildProcess(
                [Environment.binary, "-R", "-r"], environment: Environment.of(directory), directory: directory,
                name: "node")
            try Wait.until("the node has started") { node.errors.contains("\nDatabase ") }
            #expect(node.errors.contains("Listening   nowhere"))
            let sockets = try Command("ss", "--no-header", "--numeric", "--tcp", "--udp", "--listening", "--processes")
            #expect(sockets.succeeded, "\(sockets.transcript)")
            #expect(!sockets.output.contains("pid=\(node.pid),"), "\(sockets.output)")
            node.send(SIGTERM)
            #expect(node.waitForEnd(within: .seconds(5)) == .exited(0))
        }

        @Test func `settings come from the command line, the environment and the file, in that order`() throws {
            let directory = try TemporaryDirectory()
            try directory.put(
                "db_file = \"file.db\"\njson_log = true\njson_log_file = \"file.json\"\nsip_responsive = true\n",
                in: "node.toml")
            let node = try NodeProcess(
                "-f", "flag.db",
                environment: ["SENTRYPEER_CONFIG_FILE": "node.toml", "SENTRYPEER_JSON_LOG_FILE": "environment.json"],
                in: directory)
            #expect(node.errors.contains("Database    flag.db\n"))
            #expect(node.errors.contains("JSON log    environment.json\n"))
            try node.expectAnswer()
        }

        @Test func `what is wrong is said in one sentence`() throws {
            let refusals: [([String], String)] = [
                (["--sip-listen", "nowhere:5060"], "--sip-listen"), (["-z", "127.0.0.1"], "-z"),
                (["--reply-limit", "many"], "--reply-limit"), (["--ignore", "10.0.0.0/33"], "--ignore"),
                (["-g", "absent.toml"], "absent.toml"), (["-t", "cert.pem"], "--key"),
                (["-t", "absent.pem", "-k", "absent.key"], "absent.pem"),
                (["-j", "-l", "no/such/log.json"], "no/such/log.json"),
            ]
            for (arguments, named) in refusals {
                let node = try Command(
                    [Environment.binary, "--sip-listen", "127.0.0.1:0", "-z", "127.0.0.1:0"] + arguments,
                    within: .seconds(10))
                #expect(node.end != .exited(0) && node.end != nil, "\(arguments)")
                #expect(node.errors.contains(named), "\(arguments): \(node.errors)")
                #expect(!node.errors.contains("Listening"), "\(arguments): \(node.errors)")
            }
        }

        @Test func `-v shows each event, with nothing that drives the terminal`() throws {
            let node = try NodeProcess("-v")
            let client = try UDPClient(to: node)
            var request = Request(.options)
            request.userAgent = "evil \u{1b}[2J\u{7} agent"
            client.send(request.bytes)
            try Wait.until("the event is shown") { node.errors.contains("SIP User Agent: ") }
            #expect(node.errors.contains("SIP User Agent: evil \\u{1b}[2J\\u{7} agent\n"))
            #expect(node.errors.contains("Source: 127.0.0.1:\(client.port)\n"))
            #expect(!node.errors.contains("\u{1b}"))
        }
    }
}
