import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// What a node mirrors as HEP, as a collector and as sngrep see it.
    @Suite struct MirrorTests {
        @Test func `every message comes with its ends and its time`() throws {
            let collector = try Collector()
            let node = try NodeProcess(
                "-r", "--hep", "127.0.0.1:\(collector.port)", "--hep-id", "4000000000",
                environment: ["SENTRYPEER_HEP_PASSWORD": "geheim"])
            let client = try UDPClient(to: node)
            let request = Request(.options)
            let before = time(nil)
            client.send(request.bytes)
            let reply = try #require(try client.reply(to: request))
            client.send(request.bytes)
            client.send("junk")
            let packets = try collector.packets(5)
            #expect(packets.map(\.start) == ["OPTIONS \(request.uri)", "SIP/2.0 200"] + packets[2...].map(\.start))
            #expect(Set(packets[2...].map(\.start)) == ["OPTIONS \(request.uri)", "SIP/2.0 200", "junk"])
            #expect(reply.status == 200)
            let (asked, answered) = (packets[0], packets[1])
            #expect(asked.payload == request.text)
            for packet in [asked, answered] {
                #expect(packet.number(1) == 2 && packet.number(2) == 17 && packet.number(11) == 1)
                #expect(packet.chunks[3] == [127, 0, 0, 1] && packet.chunks[4] == [127, 0, 0, 1])
                #expect(packet.number(12) == 4_000_000_000)
                #expect(packet.text(14) == "geheim")
                #expect(packet.text(17) == request.callID)
                let seconds = try #require(packet.number(9))
                #expect((before...time(nil)).contains(seconds))
                #expect(try #require(packet.number(10)) < 1_000_000)
            }
            #expect(asked.number(7) == Int(client.port) && asked.number(8) == Int(node.port))
            #expect(answered.number(7) == Int(node.port) && answered.number(8) == Int(client.port))
            #expect(node.stop() == .exited(0))
            #expect(!node.errors.contains("geheim"))
        }

        @Test func `a message over TCP comes as one`() throws {
            let collector = try Collector()
            let node = try NodeProcess("-r", "--hep", "127.0.0.1:\(collector.port)")
            let client = try TCPClient(to: node)
            var request = Request(.options)
            request.transport = "TCP"
            client.send(request.text)
            _ = try client.replies(1)
            let packets = try collector.packets(2)
            #expect(packets.map(\.start) == ["OPTIONS \(request.uri)", "SIP/2.0 200"])
            #expect(packets.allSatisfy { $0.number(2) == 6 })
        }

        @Test(arguments: SIPp.Transport.allCases) func `a whole call is a ladder`(transport: SIPp.Transport) throws {
            let collector = try Collector()
            let node = try NodeProcess("-r", "--hep", "127.0.0.1:\(collector.port)")
            let call = try Scenario.invite.run(1, over: transport, with: node)
            try #require(call.succeeded, "\(call.transcript)")
            var seen: [Collector.Packet] = []
            while seen.last?.payload.hasPrefix("ACK ") != true { seen += try collector.packets(1) }
            let starts = seen.map { $0.payload.hasPrefix("SIP") ? $0.start : String($0.start.prefix { $0 != " " }) }
            #expect(starts.first == "INVITE")
            // The ringing is sent by the clock, not as an answer to what has just come.
            let others: Set = ["SIP/2.0 100", "SIP/2.0 180", "CANCEL", "SIP/2.0 200", "SIP/2.0 487", "ACK"]
            #expect(Set(starts.dropFirst()) == others)
            #expect(Set(seen.compactMap { $0.text(17) }).count == 1, "one conversation")
        }

        @Test func `sngrep decodes it and Wireshark finds nothing wrong`() throws {
            let port = try FreePort.udp()
            let node = try NodeProcess("-r", "--hep", "127.0.0.1:\(port)", "--hep-password", "geheim")
            let file = node.directory.file("sngrep.pcap")
            let sngrep = try ChildProcess(
                ["sngrep", "-F", "-N", "-q", "-L", "udp:127.0.0.1:\(port)", "-O", file],
                environment: Environment.of(node.directory), directory: node.directory, name: "sngrep")
            defer { sngrep.send(SIGKILL) }
            func lines() throws -> [String] {
                let tshark = try Command(
                    "tshark", "-n", "-r", file, "-d", "udp.port==\(node.port),sip", "-T", "fields", "-e", "sip.Method",
                    "-e", "sip.Status-Code", "-e", "udp.srcport", "-e", "_ws.malformed")
                return tshark.output.split(separator: "\n").map(String.init)
            }
            let client = try UDPClient(to: node)
            // It listens some time after it starts, and writes when it likes.
            try Wait.until("sngrep has seen both: \(sngrep.errors)") {
                try node.expectAnswer(from: client)
                let lines = try lines()
                return lines.contains("OPTIONS\t\t\(client.port)\t") && lines.contains("\t200\t\(node.port)\t")
            }
            #expect(try lines().allSatisfy { $0.hasSuffix("\t") }, "malformed")
            sngrep.send(SIGTERM)
            _ = sngrep.waitForEnd(within: .seconds(5))
        }

        @Test func `over TCP packet follows packet`() throws {
            let collector = try StreamCollector()
            let node = try NodeProcess(
                "-r", "--hep", "tcp:127.0.0.1:\(collector.port)", "--hep-id", "7",
                environment: ["SENTRYPEER_HEP_PASSWORD": "geheim"])
            let stream = try collector.accept()
            let client = try UDPClient(to: node)
            for _ in 0..<100 { try node.expectAnswer(from: client) }
            var starts: [String] = []
            while starts.count < 200 {
                let packet = try #require(try stream.next(), "only \(starts.count) came")
                #expect(packet.number(12) == 7 && packet.text(14) == "geheim")
                starts.append(packet.start)
            }
            #expect(starts.count { $0 == "SIP/2.0 200" } == 100)
        }

        @Test func `a TCP collector that is slow, away and back costs what it missed, and nothing else`() throws {
            var collector: StreamCollector? = try StreamCollector()
            let port = try #require(collector?.port)
            let node = try NodeProcess(
                "-r", "-a", "--api-listen", "127.0.0.1:0", "--reply-limit", "1000000000", "--hep",
                "tcp:127.0.0.1:\(port)")
            let api = try node.apiURL()
            func count(_ name: String) throws -> Int {
                let metrics = try Command("curl", "-s", "-S", api + "metrics").output
                let line = metrics.split(separator: "\n").first { $0.hasPrefix("sentrypeer_hep_\(name)_total ") }
                return line?.split(separator: " ").last.flatMap { Int($0) } ?? 0
            }
            var stream: StreamCollector.Stream? = try collector?.accept()
            let client = try UDPClient(to: node)
            try node.expectAnswer(from: client)
            #expect(try stream?.next()?.start.hasPrefix("OPTIONS") == true)
            let before = try node.residentMemory()

            // Nobody reads any more: three times what may wait.
            var large = Request(.options)
            large.body = String(repeating: "x", count: 20_000)
            for number in 0..<2_500 {
                large.number += 1
                large.branch = "z9hG4bK\(number)"
                client.send(large.bytes)
                if number % 5 == 4 { try node.expectAnswer(from: client) }
            }
            try Wait.until("what finds no room is counted") { try count("dropped") > 0 }
            #expect(try node.residentMemory() - before < 64 << 10)

            // Half a packet may have been sent.
            stream = nil
            collector = nil
            try Wait.until("it is said") { node.errors.contains("messages cannot be mirrored") }
            try node.expectAnswer(from: client)

            let again = try StreamCollector(port: port)
            let second = try again.accept()
            // What is new finds room once some of the old has gone.
            try Wait.until("whole packets come, the old ones and the newest", within: .seconds(30)) {
                let last = Request(.options)
                client.send(last.bytes)
                while let packet = try second.next(within: .seconds(2)) {
                    if packet.text(17) == last.callID { return true }
                }
                return false
            }
            try Wait.until("it is said") { node.errors.contains("the HEP collector is there again") }
            #expect(node.errors.components(separatedBy: "messages cannot be mirrored").count == 2)
            let (sent, dropped) = (try count("sent"), try count("dropped"))
            #expect(sent > 0 && (1..<6_200).contains(sent + dropped), "\(sent) sent, \(dropped) dropped")
            #expect(node.stop() == .exited(0))
        }

        @Test func `a collector that is not there costs a line`() throws {
            let node = try NodeProcess("-r", "--hep", "tcp:127.0.0.1:\(FreePort.tcp())")
            for _ in 0..<3 { try node.expectAnswer() }
            try Wait.until("it is said") { node.errors.contains("messages cannot be mirrored") }
            #expect(node.stop() == .exited(0))
            #expect(node.errors.components(separatedBy: "mirrored").count == 2)
        }
    }
}
