import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// The JSON log, as jq and T-Pot's Logstash read it.
    @Suite struct EventLogTests {
        /// The keys that the original writes, in its order.
        private static let keys = [
            "app_name", "app_version", "event_timestamp", "event_uuid", "created_by_node_id", "collected_method",
            "transport_type", "source_ip", "destination_ip", "called_number", "sip_method", "sip_user_agent",
            "sip_message",
        ]

        /// Whether `filter` is true of every line, as jq sees it.
        private func jq(_ filter: String, _ node: NodeProcess) throws -> Bool {
            let jq = try Command("jq", "-e", "-n", "all(inputs; \(filter))", node.logFile)
            try #require(jq.end == .exited(0) || jq.end == .exited(1), "\(jq.transcript)")
            return jq.succeeded
        }

        @Test func `every line begins with the thirteen keys`() throws {
            let node = try NodeProcess("-r", "-j")
            let udp = try UDPClient(to: node)
            var invite = Request(.invite)
            invite.uri = "sip:00442071234567@127.0.0.1"
            udp.send(invite.bytes)
            udp.send("junk")
            let tcp = try TCPClient(to: node)
            tcp.send(Request(.register).text)
            let tls = try TCPClient(to: node.host, node.tlsPort)
            tls.send("not TLS")
            let events = try node.log(lines: 4)
            let keys = Self.keys.map { "\"\($0)\"" }.joined(separator: ",")
            #expect(try jq("keys_unsorted[0:13] == [\(keys)]", node))
            #expect(try jq(#".app_name == "sentrypeer" and .collected_method == "responsive""#, node))
            #expect(try jq(#".event_timestamp | test("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{9}$")"#, node))
            #expect(
                try jq(
                    #".event_uuid, .created_by_node_id | test("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")"#, node))
            #expect(try jq(#".source_ip == "127.0.0.1" and .destination_ip == "127.0.0.1""#, node))
            #expect(Set(events.map { $0["transport_type"] }) == ["UDP", "TCP", "TLS"])
            #expect(Set(events.map { $0["event_uuid"] }).count == 4)
            #expect(Set(events.map { $0["created_by_node_id"] }) == [node.nodeID])
            let call = try #require(events.first { $0["sip_method"] == "INVITE" })
            #expect(call["called_number"] == "00442071234567")
            #expect(call["sip_user_agent"] == "friendly-scanner")
            #expect(call["sip_message"] == invite.text)
            let junk = try #require(events.first { $0["sip_message"] == "junk" })
            #expect(["called_number", "sip_method", "sip_user_agent"].allSatisfy { junk[$0] == "NOT_FOUND" })
        }

        @Test func `any bytes make one valid line`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            let all = Array(UInt8.min ... .max)
            var inHeaders =
                Array("OPTIONS sip:".utf8) + all.filter { $0 > 0x20 && $0 != 0x40 }
                + Array("@b SIP/2.0\r\nUser-Agent: ".utf8)
            inHeaders += all.filter { $0 != 10 && $0 != 13 } + [13, 10, 13, 10]
            let messages: [[UInt8]] = [
                all, all.reversed(), inHeaders, Array("\u{2028}\u{2029}\u{FEFF}\"\\\u{1F4DE}".utf8),
                [0xED, 0xA0, 0x80], [0xF0, 0x9F],
            ]
            for message in messages { client.send(message) }
            #expect(try node.log(lines: messages.count).count == messages.count)
            #expect(try jq("type == \"object\" and (.sip_message | length) > 0", node))
            let python = try Command(
                "python3", "-c",
                "import sys, json\nfor line in open(sys.argv[1], 'rb'): json.loads(line.decode('utf-8', 'strict'))",
                node.logFile)
            #expect(python.succeeded, "\(python.transcript)")
            try node.waitForEvents(messages.count)
            let stored = try node.database.rows("SELECT hex(message) FROM event ORDER BY id").map { $0[0] ?? "" }
            #expect(stored == messages.map { $0.map { String(format: "%02X", $0) }.joined() })
        }

        /// Its Logstash reads the time by a pattern, and splits the source at its colon; its checks want ports.
        @Test func `a line is what T-Pot's Logstash reads`() throws {
            let node = try NodeProcess("-r", "-j", "--json-log-addresses", "ip:port")
            let client = try UDPClient(to: node)
            try node.expectAnswer(from: client)
            client.send("junk")
            let events = try node.log(lines: 2)
            let keys = Self.keys.map { "\"\($0)\"" }.joined(separator: ",")
            #expect(try jq("keys_unsorted[0:13] == [\(keys)] and all(.[\(keys)]; type == \"string\")", node))
            for event in events {
                let time = try #require(event["event_timestamp"])
                let parser = DateFormatter()
                parser.locale = Locale(identifier: "en_US_POSIX")
                parser.timeZone = TimeZone(identifier: "UTC")
                parser.dateFormat = "yyyy-MM-dd HH:mm:ss"
                let parts = time.split(separator: ".")
                #expect(abs(try #require(parser.date(from: String(parts[0]))).timeIntervalSinceNow) < 60)
                #expect(parts.count == 2 && parts[1].count == 9 && parts[1].allSatisfy(\.isNumber))
                #expect(event["source_ip"]?.split(separator: ":") == ["127.0.0.1", "\(client.port)"])
                #expect(event["destination_ip"] == "127.0.0.1:\(node.port)")
            }
        }

        @Test(.enabled(if: Condition.hasNamespaces)) func `T-Pot's command line on a read-only root`() throws {
            let directory = try TemporaryDirectory()
            let script = """
                mount --bind '\(directory.path)' '\(directory.path)'
                mount -o remount,ro,bind /
                cd '\(directory.path)'
                exec "$@"
                """
            let node = try NodeProcess(
                "-jar", "-f", directory.file("sentrypeer.db"), "-l", directory.file("sentrypeer.json"),
                wrapper: ["unshare", "-Urm", "sh", "-e", "-c", script, "sh"], in: directory)
            try node.expectAnswer()
            #expect(try Wait.isMet { try LogLine.all(in: directory.file("sentrypeer.json")).count == 1 })
            #expect(node.stop() == .exited(0))
        }

        @Test func `switches in the environment are on, even when set to 0`() throws {
            let node = try NodeProcess(environment: ["SENTRYPEER_SIP_RESPONSIVE": "0", "SENTRYPEER_JSON_LOG": ""])
            try node.expectAnswer()
            #expect(try node.log(lines: 1).first?["collected_method"] == "responsive")
        }

        @Test func `a request sent again is one event with a count`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            let request = Request(.options)
            for _ in 0..<5 {
                client.send(request.bytes)
                #expect(try client.reply(to: request)?.status == 200)
            }
            var next = request
            next.number += 1
            client.send(next.bytes)
            // Another source is another attempt.
            let other = try UDPClient(to: node)
            other.send(request.bytes)
            #expect(try other.reply(to: request)?.status == 200)
            try node.waitForEvents(3)
            #expect(try node.log(lines: 3).count == 3)
            try Wait.until("repetitions are counted") {
                try node.database.value("SELECT group_concat(retransmissions) FROM event ORDER BY id") == "4,0,0"
            }
        }

        @Test func `without -r nothing is ever sent`() throws {
            let node = try NodeProcess("-j")
            let udp = try UDPClient(to: node)
            let tcp = try TCPClient(to: node)
            let methods: [Request.Method] = [.options, .register, .invite, .bye]
            for method in methods {
                udp.send(Request(method).bytes)
                tcp.send(Request(method).bytes)
            }
            tcp.send("\r\n\r\n")
            udp.send("junk")
            let events = try node.log(lines: 2 * methods.count + 1)
            #expect(events.allSatisfy { $0["collected_method"] == "passive" })
            #expect(udp.receive(within: .milliseconds(100)) == nil)
            #expect(tcp.isOpen)
            #expect(tcp.receive(within: .milliseconds(100)) { !$0.isEmpty }.isEmpty)
        }

        @Test func `sources of one's own are answered and not recorded`() throws {
            let node = try NodeProcess("-r", "-j", "--ignore", "127.0.0.8/29", "--ignore", "127.0.1.1")
            let senders = ["127.0.0.7", "127.0.0.8", "127.0.0.15", "127.0.0.16", "127.0.1.1", "127.0.1.2"]
            for sender in senders { try node.expectAnswer(from: UDPClient(to: node, from: sender)) }
            let own = try TCPClient(to: node, from: "127.0.0.9")
            own.send(Request(.options).text)
            #expect(try own.replies(1).first?.status == 200)
            try node.expectAnswer(from: UDPClient(to: node, from: "127.0.0.99"))
            #expect(
                try node.log(lines: 4).map { $0["source_ip"] } == [
                    "127.0.0.7", "127.0.0.16", "127.0.1.2", "127.0.0.99",
                ])
        }

        @Test func `the Elastic Common Schema where it is asked for`() throws {
            let node = try NodeProcess("-r", "-j", "--json-log-style", "ecs", "--json-log-addresses", "ip:port")
            let client = try UDPClient(to: node)
            let request = Request(.options)
            client.send(request.bytes)
            client.send("junk")
            let tls = try TCPClient(to: node.host, node.tlsPort)
            tls.send("not TLS")
            _ = try node.log(lines: 3)
            let source = #"{"ip":"127.0.0.1","port":\#(client.port)}"#
            #expect(try jq(#".ecs.version == "8.11.0" and .observer.name == "\#(node.nodeID ?? "")""#, node))
            #expect(try jq(#".network.transport == "tcp" or .source == \#(source)"#, node))
            #expect(try jq(#".event.action == "sip-malformed" or .user_agent.original == "friendly-scanner""#, node))
            #expect(try jq(#".sentrypeer.transport_type != "TLS" or .tls.established == false"#, node))
        }

        @Test func `SIGHUP opens the log anew`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            try node.expectAnswer(from: client)
            _ = try node.log(lines: 1)
            let old = node.logFile + ".1"
            try FileManager.default.moveItem(atPath: node.logFile, toPath: old)
            try node.expectAnswer(from: client)
            try Wait.until("the old file is still written") { try LogLine.all(in: old).count == 2 }
            node.child.send(SIGHUP)
            try Wait.until("there is a new file") { FileManager.default.fileExists(atPath: node.logFile) }
            try node.expectAnswer(from: client)
            #expect(try node.log(lines: 1).count == 1)
            #expect(try LogLine.all(in: old).count == 2)
            #expect(node.stop() == .exited(0))
        }
    }
}
