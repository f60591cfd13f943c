import Foundation
import Testing

extension EndToEndTests {
    /// The syslog line, down to the firewall that reads it.
    @Suite(.enabled(if: Condition.hasNamespaces)) struct SyslogTests {
        @Test func `one line an event, for the facility daemon`() throws {
            let directory = try TemporaryDirectory()
            let syslog = try SyslogSocket(in: directory)
            let node = try NodeProcess("-r", "-s", wrapper: syslog.wrapper, in: directory)
            let client = try UDPClient(to: node)
            var request = Request(.options)
            request.userAgent = "sipsak 0.9.7"
            client.send(request.bytes)
            // daemon.notice is 3 · 8 + 5.
            #expect(
                try syslog.line().wholeMatch(
                    of:
                        /<29>\w{3} [ \d]\d [\d:]{8} sentrypeer\[(\d+)\]: Source IP: 127\.0\.0\.1, Method: OPTIONS, Agent: sipsak 0\.9\.7/
                )?.output.1 == "\(node.child.pid)")
            client.send("not SIP at all")
            #expect(try syslog.line().hasSuffix(": Source IP: 127.0.0.1, Method: NOT_FOUND, Agent: NOT_FOUND"))
        }

        @Test func `fail2ban takes the address and nothing that an attacker wrote`() throws {
            let directory = try TemporaryDirectory()
            let syslog = try SyslogSocket(in: directory)
            let node = try NodeProcess("-r", "-s", wrapper: syslog.wrapper, in: directory)
            let agents = [
                "sipsak 0.9.7", "x\r\n Source IP: 8.8.8.8, Method: OPTIONS, Agent: y",
                "x\nSource IP: 8.8.8.8, Method: OPTIONS, Agent: y", "Source IP: 8.8.8.8, Method: OPTIONS, Agent: y",
                "sOuRCe iP: 8.8.8.8", "\u{2028}Source IP: 8.8.8.8, Method: O, Agent: z", "\u{1b}[2J\u{7}\0", "%s%n%p",
                ": Source IP: 8.8.8.8, Method: A, Agent: b", String(repeating: "Source IP: 8.8.8.8 ", count: 400),
            ]
            var lines: [String] = []
            for (number, agent) in agents.enumerated() {
                let client = try UDPClient(to: node, from: "127.0.0.\(10 + number)")
                var request = Request(.options)
                request.userAgent = agent
                client.send(request.bytes)
                let line = try syslog.fileLine()
                #expect(!line.contains { $0.isNewline }, "\(line)")
                #expect(line.unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) }, "\(line)")
                #expect(line.ranges(of: "Source IP:").count == 1, "\(line)")
                lines.append(line)
            }
            let banned = try fail2ban(lines, in: directory)
            #expect(banned == agents.indices.map { "127.0.0.\(10 + $0)" })
        }

        @Test func `an attacker's method stays one word of the line`() throws {
            let directory = try TemporaryDirectory()
            let syslog = try SyslogSocket(in: directory)
            let node = try NodeProcess("-r", "-s", wrapper: syslog.wrapper, in: directory)
            let client = try UDPClient(to: node)
            for method in ["O,", "Source", String(repeating: "M", count: 4_000), "A%sB", "X'`~"] {
                client.send(Request(.options).text.replacing("OPTIONS", with: method))
                #expect(try fail2ban([syslog.fileLine()], in: directory) == ["127.0.0.1"], "\(method.prefix(40))")
            }
        }

        @Test func `the jail is one that fail2ban accepts`() throws {
            let directory = try TemporaryDirectory()
            let configuration = try fail2banConfiguration(in: directory)
            let client = try Command("fail2ban-client", "-c", configuration, "-t")
            #expect(client.succeeded, "\(client.transcript)")
            let dump = try Command("fail2ban-client", "-c", configuration, "-d")
            #expect(dump.output.contains("['start', 'sentrypeer']"), "\(dump.transcript)")
        }

        /// The addresses that fail2ban takes from lines of a log.
        private func fail2ban(_ lines: [String], in directory: TemporaryDirectory) throws -> [String] {
            let log = try directory.put(lines.joined(separator: "\n") + "\n", in: "syslog")
            let configuration = try fail2banConfiguration(in: directory)
            let tool = try Command("fail2ban-regex", "-c", configuration, "--out", "ip", log, "sentrypeer")
            try #require(tool.succeeded, "\(tool.transcript)")
            return tool.output.split(separator: "\n").map(String.init)
        }

        /// The system's own configuration with our two files put where an administrator puts them.
        private func fail2banConfiguration(in directory: TemporaryDirectory) throws -> String {
            let path = directory.file("fail2ban")
            guard !FileManager.default.fileExists(atPath: path) else { return path }
            let script = """
                cp -rL /etc/fail2ban fail2ban
                rm -f fail2ban/jail.d/* fail2ban/jail.local
                cp -r '\(Environment.project("packaging/fail2ban"))'/* fail2ban/
                """
            let copy = try Command("sh", "-e", "-c", script, in: directory)
            try #require(copy.succeeded, "\(copy.transcript)")
            return path
        }
    }
}
