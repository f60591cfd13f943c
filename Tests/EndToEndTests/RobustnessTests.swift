import Glibc
import Testing

extension EndToEndTests {
    /// Whatever arrives, the node goes on, its memory stays flat, and what came is an event.
    @Suite struct RobustnessTests {
        /// KiB that resident memory may grow by while the node does one thing many times.
        private static let allowance = 32 << 10

        @Test func `60 KB in one datagram`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            var request = Request(.options)
            request.body = String(repeating: "x", count: 60_000)
            client.send(request.bytes)
            #expect(try client.reply(to: request)?.status == 200)
            let garbage = [UInt8](repeating: 0xFF, count: 65_507)
            client.send(garbage)
            try node.expectAnswer(from: client)
            try node.waitForEvents(3)
            let sizes = try node.database.rows("SELECT length(message) FROM event ORDER BY id").map { $0[0] }
            #expect(sizes.prefix(2) == ["\(request.bytes.count)", "65507"])
            #expect(try node.log(lines: 3).first?["sip_message"] == request.text)
        }

        @Test func `10,000 garbage datagrams`() throws {
            let node = try NodeProcess("-r", "--reply-limit", "1000000")
            let client = try UDPClient(to: node)
            var random = SystemRandomNumberGenerator()
            func sendHundred(_ rounds: Range<Int>) throws {
                for round in rounds {
                    for number in 0..<100 {
                        // No datagram begins like a SIP message, whatever follows.
                        let length = Int.random(in: 0...1_400, using: &random)
                        client.send(
                            [UInt8(number)] + (0..<length).map { _ in .random(in: .min ... .max, using: &random) })
                    }
                    // None is lost when the next hundred waits for these to be read.
                    try node.expectAnswer(from: client)
                    if round % 10 == 9 { try node.waitForEvents((round + 1) * 101) }
                }
            }
            try sendHundred(0..<20)
            let before = try node.residentMemory()
            try sendHundred(20..<100)
            #expect(try node.residentMemory() < before + Self.allowance)
            #expect(try node.database.count("event", where: "malformation IS NOT NULL") == 10_000)
            #expect(try node.database.count("event") == 10_100)
            #expect(node.stop() == .exited(0))
        }

        @Test func `of 2,000 idle TCP connections from one source 256 stay, and the rest is refused`() throws {
            let node = try NodeProcess("-r", "-j")
            DescriptorLimit.raise()
            let before = try node.residentMemory()
            let idle = try (0..<2_000).map { _ in try TCPClient(to: node) }
            try Wait.until("256 connections are left") { idle.filter(\.isOpen).count == 256 }
            #expect(try node.residentMemory() < before + Self.allowance)
            try node.expectAnswer()
            // Another source still has its share, and a place that is given up is free again.
            let other = try TCPClient(to: node, from: "127.0.0.2")
            other.send(Request(.options).text)
            #expect(try other.replies(1).first?.status == 200)
            idle.first { $0.isOpen }?.shutdown()
            try Wait.until("there is room for one more") {
                let next = try TCPClient(to: node)
                next.send(Request(.options).text)
                return try next.replies(1).first?.status == 200
            }
            withExtendedLifetime(idle) {}
        }

        @Test func `2,000 idle TCP connections that are allowed`() throws {
            let node = try NodeProcess("-r", "--source-connection-limit", "3000")
            DescriptorLimit.raise()
            let before = try node.residentMemory()
            let idle = try (0..<2_000).map { _ in try TCPClient(to: node) }
            try node.expectAnswer()
            #expect(idle.filter(\.isOpen).count == 2_000)
            #expect(try node.residentMemory() < before + 3 * Self.allowance)
            try #require(idle.last).send(Request(.options).text)
            #expect(try idle.last?.replies(1).first?.status == 200)
        }

        @Test func `a silent TCP peer is closed, and so is one that never finishes`() throws {
            let node = try NodeProcess("-r", "-j", "--idle-timeout", "1")
            let silent = try TCPClient(to: node)
            let slow = try TCPClient(to: node)
            slow.send("OPTIONS sip:1@2 SIP/2.0\r\nVia: ")
            // Never silent for a second, and yet no message.
            let isClosed = Wait.isMet { !slow.send("x") && !slow.isOpen }
            #expect(isClosed)
            #expect(silent.isClosed())
            #expect(try node.log(lines: 1).map { $0["malformed"] } == ["truncated"])
        }

        @Test func `binary junk on TCP is an event, and the connection is closed`() throws {
            let node = try NodeProcess("-r", "-j")
            let junk: [[UInt8]] = [
                [0, 1, 2, 3, 0xFF, 0xFE], Array(0...255), [0x16, 0x03, 0x01, 0x00, 0x05, 0x01], [0xFF, 0xFB, 0x1F],
            ]
            for bytes in junk {
                let client = try TCPClient(to: node)
                client.send(bytes)
                // What may yet become a message is waited for: end it.
                client.shutdown()
                #expect(client.isClosed())
            }
            let events = try node.log(lines: junk.count)
            #expect(events.allSatisfy { $0["malformed"] != nil && $0["transport_type"] == "TCP" })
            try node.waitForEvents(junk.count)
            let stored = try node.database.rows("SELECT hex(message) FROM event ORDER BY id").map { $0[0] ?? "" }
            #expect(
                stored == junk.map { $0.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined() }
            )
        }

        @Test func `an endless line on TCP is cut off and recorded`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try TCPClient(to: node)
            var isAccepted = true
            for _ in 0..<1_000 where isAccepted {
                isAccepted = client.send([UInt8](repeating: UInt8(ascii: "A"), count: 65_536))
            }
            #expect(client.isClosed())
            let event = try #require(try node.log(lines: 1).first)
            #expect(event["malformed"] == "not-sip")
            #expect(event["sip_message"].map { $0.utf8.count <= 1 << 18 } == true)
            try node.expectAnswer()
        }

        @Test func `a peer that sends without end and never reads`() throws {
            let node = try NodeProcess("-r")
            let before = try node.residentMemory()
            let client = try TCPClient(to: node)
            let requests = (0..<200).flatMap { _ in Request(.options).bytes }
            // Full in both directions: the node has stopped reading.
            let limit = 256 << 20
            #expect(client.flood(requests, limit: limit) < limit)
            try node.expectAnswer()
            #expect(try node.residentMemory() < before + 2 * Self.allowance)
        }

        @Test(.enabled(if: Condition.isRoot)) func `a datagram from port 0`() throws {
            let node = try NodeProcess("-r", "-j")
            try RawDatagram(from: 0, to: node.port, Request(.options).bytes).send()
            // The answer to it is refused by the kernel, which must not stop the others.
            try node.expectAnswer()
            let events = try node.log(lines: 2)
            #expect(events.map { $0.number("source_port") }.contains(0))
        }
    }
}
