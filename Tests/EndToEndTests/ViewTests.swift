import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// `top`, `tail` and `stats` beside a running node, and by its API.
    @Suite struct ViewTests {
        private let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
        }

        private enum Way: CaseIterable {
            case database, api, apiWithToken, apiWithTLS
        }

        private func node(_ way: Way) throws -> (NodeProcess, flags: [String]) {
            var settings = ["-a", "--api-listen", "127.0.0.1:0"]
            var flags: [String] = []
            switch way {
            case .database, .api: break
            case .apiWithToken:
                settings += ["--api-token-file", try directory.put("read 0123456789abcdef\n", in: "tokens")]
                flags = ["--token-file", try directory.put("0123456789abcdef\n", in: "token")]
            case .apiWithTLS:
                let made = try Command(
                    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-out",
                    "api.pem", "-keyout", "api.key", in: directory)
                try #require(made.succeeded, "\(made.transcript)")
                settings += ["--api-cert", "api.pem", "--api-key", "api.key"]
                flags = ["--ca", directory.file("api.pem")]
            }
            let node = try NodeProcess(settings, in: directory)
            if way == .database { return (node, ["-f", node.databaseFile]) }
            let url = try node.apiURL()
            return (node, ["--api", url] + flags)
        }

        private func run(_ words: [String]) throws -> Command { try Command([Environment.binary] + words) }

        private func start(_ words: [String]) throws -> ChildProcess {
            try ChildProcess(
                [Environment.binary] + words, environment: Environment.of(directory), directory: directory,
                name: "tail-\(Request.token())")
        }

        private func send(_ count: Int, to node: NodeProcess, agent: String = "friendly-scanner") throws {
            let client = try UDPClient(to: node)
            for _ in 0..<count {
                var request = Request(.invite)
                request.uri = "sip:0046500729221@127.0.0.1"
                request.userAgent = agent
                client.send(request.bytes)
            }
        }

        @Test(arguments: Way.allCases) private func everyWayShowsTheSame(way: Way) throws {
            let (node, flags) = try node(way)
            try send(3, to: node)
            try node.waitForEvents(3)
            let stats = try run(["stats"] + flags)
            #expect(stats.succeeded, "\(stats.transcript)")
            #expect(stats.output.contains("\n  attempts    3\n"), "\(stats.output)")
            #expect(stats.output.contains(" in the last minute, 3 in an hour, 3 in a day\n"), "\(stats.output)")
            #expect(stats.output.contains("\n  transports  UDP (3)\n  methods     INVITE (3)\n"))
            let json = try run(["stats", "--json"] + flags)
            let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
            #expect(object?["events_total"] as? Int == 3 && object?["node_id"] as? String == node.nodeID)
            let top = try run(["top"] + flags)
            #expect(top.succeeded, "\(top.transcript)")
            #expect(top.output.contains("\n127.0.0.1  "))
            #expect(top.output.contains("+46500729221 SE  00 (3)"), "\(top.output)")
            #expect(top.output.contains("friendly-scanner"))
            #expect(!top.output.contains("\u{1b}"))
        }

        @Test(arguments: Way.allCases) private func tailFollows(way: Way) throws {
            let (node, flags) = try node(way)
            try send(3, to: node, agent: "before")
            try node.waitForEvents(3)
            let tail = try start(["tail", "-n", "2"] + flags)
            let json = try start(["tail", "-n", "0", "--json", "--number", "+46500729221"] + flags)
            func lines(_ child: ChildProcess) -> [Substring] { child.output.split(separator: "\n") }
            try Wait.until("the last two are shown: \(tail.errors)") { lines(tail).count == 2 }
            // Until it follows, nothing tells that it does.
            try Wait.until("it follows: \(json.errors)") {
                try send(1, to: node, agent: "meanwhile")
                usleep(200_000)
                return !lines(json).isEmpty
            }
            let count = try node.database.count("event")
            try send(50, to: node, agent: "later\u{1b}[2J")
            try node.waitForEvents(count + 50)
            try Wait.until("all are shown") {
                lines(tail).count { $0.contains("later") } == 50 && lines(json).count { $0.contains("later") } == 50
            }
            // The first of all was not among the last two.
            #expect(lines(tail).count == count - 1 + 50)
            let last = try #require(lines(tail).last { $0.contains("later") })
            #expect(last.contains("  UDP  INVITE     0046500729221 (+46500729221 SE)     later\\u{1b}[2J"), "\(last)")
            for line in lines(json) {
                let event = try #require(
                    try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
                #expect(event["called_number_e164"] as? String == "+46500729221")
                #expect(event["app_name"] as? String == "sentrypeer" && event["event_uuid"] is String)
            }
            let shown = try Set(lines(json).map { try #require($0.firstMatch(of: /"event_uuid":"([^"]+)"/)).output.1 })
            #expect(shown.count == lines(json).count)
            for child in [tail, json] {
                child.send(SIGINT)
                #expect(child.waitForEnd(within: .seconds(5)) == .killed(by: SIGINT))
                #expect(child.errors == "")
            }
        }

        @Test(arguments: [
            (["--source", "127.0.0.1", "--transport", "udp", "--method", "INVITE", "--country", "se"], 3),
            (["--user-agent", "SCANNER"], 3), (["--user-agent", "%"], 0), (["--number", "46500729221"], 3),
            (["--transport", "tcp"], 0), (["--source", "127.0.0.2"], 0), (["--country", "US"], 0),
            (["--method", "OPTIONS"], 0),
        ])
        func tailFilters(filter: [String], count: Int) throws {
            let (node, flags) = try node(.api)
            try send(3, to: node)
            try node.waitForEvents(3)
            for way in [flags, ["-f", node.databaseFile]] {
                let tail = try start(["tail"] + filter + way)
                try Wait.until("events are shown: \(tail.errors)") {
                    tail.output.split(separator: "\n").count == count
                }
                #expect(!tail.hasEnded, "\(tail.errors)")
            }
        }

        @Test func aNodeThatWasAwayLeavesNoGap() throws {
            let tokens = try directory.put("read 0123456789abcdef\n", in: "tokens")
            let port = try FreePort.tcp()
            let settings = ["-a", "--api-listen", "127.0.0.1:\(port)", "--api-token-file", tokens]
            var node = try NodeProcess(settings, in: directory)
            let tail = try start(["tail", "--api", "http://127.0.0.1:\(port)", "--token-file", tokens])
            try Wait.until("it follows: \(tail.errors)") {
                try send(1, to: node)
                usleep(200_000)
                return !tail.output.isEmpty
            }
            node.kill()
            try Wait.until("the fault is said") { tail.errors.contains("Trying again until it can.\n") }
            node = try NodeProcess(Array(settings[..<0]), in: directory)
            try send(5, to: node, agent: "in the gap")
            try node.expectStored(agent: "in the gap", 5)
            #expect(node.stop() == .exited(0))
            node = try NodeProcess(settings, in: directory)
            try Wait.until("what came meanwhile is shown: \(tail.errors)", within: .seconds(40)) {
                tail.output.split(separator: "\n").count { $0.contains("in the gap") } == 5
            }
            #expect(tail.errors.contains("connected to http://127.0.0.1:\(port) again.\n"))
            #expect(tail.errors.split(separator: "\n").count == 2, "\(tail.errors)")
        }

        @Test func aReaderThatGoesAwayEndsItQuietly() throws {
            let (node, flags) = try node(.database)
            try send(3, to: node)
            try node.waitForEvents(3)
            let binary = Environment.binary
            let end = try Command([
                "bash", "-c", "'\(binary)' tail \(flags.joined(separator: " ")) | head -n 1; echo ${PIPESTATUS[0]}",
            ])
            #expect(end.succeeded && end.errors == "", "\(end.transcript)")
            #expect(["0", "\(128 + SIGPIPE)"].contains(end.output.split(separator: "\n").last ?? ""), "\(end.output)")
        }

        @Test func whatGoesWrongIsOneSentenceAndExitStatusTwo() throws {
            let (node, flags) = try node(.apiWithToken)
            let url = flags[1]
            let port = try FreePort.tcp()
            let other = try directory.put("fedcba9876543210\n", in: "other")
            for (words, sentence) in [
                (["--api", url], "wants a token; name the file that holds it with --token-file."),
                (["--api", url, "--token-file", other], "does not take the token of --token-file."),
                (["--api", "http://127.0.0.1:\(port)"], "cannot be asked: cannot connect (Connection refused)."),
                (["--api", "ftp://x"], "--api: \"ftp://x\" is not the URL of a node, like http://127.0.0.1:8082."),
                (["--api", url + "nowhere"], "wants a token"),
                (["--api", url, "--token-file", "/nowhere/token"], "/nowhere/token cannot be read: No such file"),
                (["--api", url, "--ca", other], "other holds no certificate in PEM; --ca names one that does."),
                (["-f", "/nowhere/x.db"], "There is no database /nowhere/x.db;"),
            ] {
                for command in ["stats", "tail", "top"] {
                    let end = try run([command] + words)
                    #expect(end.end == .exited(2), "\(end.transcript)")
                    #expect(end.output == "" && end.errors.contains(sentence), "\(end.transcript)")
                    #expect(end.errors.split(separator: "\n").count == 1, "\(end.transcript)")
                }
            }
            withExtendedLifetime(node) {}
        }

        @Test func aCertificateOfAStrangerIsRefused() throws {
            let (node, flags) = try node(.apiWithTLS)
            let end = try run(["stats"] + flags.prefix(2))
            #expect(end.end == .exited(2))
            #expect(end.errors.contains("cannot be asked: TLS failed ("), "\(end.errors)")
            withExtendedLifetime(node) {}
        }

        @Test func topLeavesTheTerminalAsItWas() throws {
            let (node, flags) = try node(.database)
            try send(3, to: node, agent: "x\u{1b}]0;owned\u{7}")
            try node.waitForEvents(3)
            // script(1) gives it a terminal and hands it what it is told.
            let words = ([Environment.binary, "top"] + flags).joined(separator: " ")
            let input = try directory.put("q", in: "keys")
            let end = try Command(
                ["script", "-qec", "stty rows 24 cols 80; \(words); stty -a", "/dev/null"], input: input)
            #expect(end.succeeded, "\(end.transcript)")
            let text = end.output
            #expect(text.contains("\u{1b}[?1049h\u{1b}[?25l") && text.contains("\u{1b}[?25h\u{1b}[?1049l"))
            #expect(text.contains("x\\u{1b}]0;owned\\u{7}") && !text.contains("\u{1b}]"))
            #expect(text.contains("\nisig icanon ") && text.contains(" echo "))
        }
    }
}

extension NodeProcess {
    fileprivate func expectStored(agent: String, _ count: Int) throws {
        try Wait.until("\(count) events of \(agent) are stored") {
            try database.value("SELECT count(*) FROM honey WHERE user_agent = '\(agent)'") == "\(count)"
        }
    }
}
