import NIOCore
import RFC4475Messages
import Testing

extension EndToEndTests {
    /// The torture messages of RFC 4475, sent to every persona. A response is never answered (RFC 3261 §17.1.3).
    @Suite struct TortureTests {
        /// What is due whatever a PBX is made of: these can't be understood, and the rest depends on it.
        private static let due: [String: Set<Int>] = [
            "badvers": [400, 505], "clerr": [400], "insuf": [400], "multi01": [400], "mcl01": [400],
            "scalar02": [400], "mismatch01": [400], "ltgtruri": [400],
        ]

        private static func isResponse(_ message: RFC4475.Message) -> Bool {
            String(buffer: message.bytes).hasPrefix("SIP/")
        }

        @Test(arguments: ["freepbx", "asterisk", "kamailio", "cisco", "ata"])
        func `every message is recorded and none ends the node`(persona: String) throws {
            let node = try NodeProcess("-r", "--persona", persona)
            for message in RFC4475.all {
                // Each from a source of its own, so that answers can be told apart.
                let client = try UDPClient(to: node)
                let bytes = Array(message.bytes.readableBytesView)
                client.send(bytes)
                try Self.expectLife(of: node)
                let isDue = Self.due[message.name] != nil
                let answer = client.receive(within: isDue ? .seconds(2) : .milliseconds(50))
                if Self.isResponse(message) { #expect(answer == nil, "\(message.name) was answered") }
                if let answer {
                    #expect(answer.count <= 3 * bytes.count, "\(message.name)")
                    let reply = try Reply(answer)
                    if let statuses = Self.due[message.name] {
                        #expect(statuses.contains(reply.status), "\(message.name): \(reply.text)")
                    }
                } else {
                    #expect(!isDue, "\(message.name) got no answer")
                }
            }
            let sent = RFC4475.all.map { Self.hexadecimal(Array($0.bytes.readableBytesView)) }
            try node.waitForEvents(2 * sent.count)
            let stored = Set(try node.database.rows("SELECT hex(message) FROM event").compactMap { $0[0] })
            for (message, bytes) in zip(RFC4475.all, sent) {
                #expect(stored.contains(bytes), "\(message.name) is not stored")
            }
            #expect(node.stop() == .exited(0))
        }

        @Test func `over TCP too`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            for message in RFC4475.all {
                let client = try TCPClient(to: node)
                client.send(Array(message.bytes.readableBytesView))
                // What may yet become whole is waited for: end it.
                client.shutdown()
                #expect(client.isClosed(), "\(message.name)")
            }
            try node.expectAnswer()
            try node.waitForEvents(RFC4475.all.count + 1)
            #expect(node.stop() == .exited(0))
        }

        /// Whatever a persona says to an OPTIONS, it says something.
        private static func expectLife(of node: NodeProcess) throws {
            let client = try UDPClient(to: node)
            let request = Request(.options)
            client.send(request.bytes)
            try #require(try client.reply(to: request) != nil, "the node is silent")
        }

        private static func hexadecimal(_ bytes: [UInt8]) -> String {
            bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
        }
    }
}
