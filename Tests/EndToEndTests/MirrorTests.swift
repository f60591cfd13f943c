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

        @Test func `a collector that is not there costs a line`() throws {
            let node = try NodeProcess("-r", "--hep", "tcp:127.0.0.1:\(FreePort.tcp())")
            for _ in 0..<3 { try node.expectAnswer() }
            try Wait.until("it is said") { node.errors.contains("messages cannot be mirrored") }
            #expect(node.stop() == .exited(0))
            #expect(node.errors.components(separatedBy: "mirrored").count == 2)
        }
    }
}
