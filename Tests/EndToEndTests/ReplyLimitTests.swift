import Glibc
import Testing

extension EndToEndTests {
    /// The node is no weapon: what it sends towards an address that has not proved itself.
    @Suite struct ReplyLimitTests {
        /// An OPTIONS as short as one can be, whose answer is long in comparison.
        private static func shortRequest() -> (callID: String, text: String) {
            let callID = Request.token()
            let text = """
                OPTIONS sip:a SIP/2.0\r
                v:SIP/2.0/UDP a;branch=z9hG4bK\(callID)\r
                f:<sip:a>;tag=a\r
                t:<sip:a>\r
                i:\(callID)\r
                CSeq:1 OPTIONS\r
                \r\n
                """
            return (callID, text)
        }

        @Test func `an unproved address gets at most three bytes for one`() throws {
            let node = try NodeProcess("-r")
            let client = try UDPClient(to: node)
            var answers = 0
            let number = try node.sheet().carriedNumber()
            for method in [Request.Method.options, .register, .invite, .bye] {
                var request = Request(method)
                if method == .invite {
                    request.uri = "sip:\(number)@127.0.0.1"
                    request.offer(port: 4_000)
                }
                request.extra += Array(repeating: "X-Padding: 0123456789", count: answers)
                client.send(request.bytes)
                var bytes = 0
                while let reply = client.receive(within: .milliseconds(50)) {
                    bytes += reply.count
                    answers += 1
                }
                #expect(bytes <= 3 * request.bytes.count, "\(method)")
            }
            #expect(answers >= 4)
            let short = Self.shortRequest()
            client.send(short.text)
            if let reply = client.receive(within: .milliseconds(100)) {
                #expect(reply.count <= 3 * short.text.utf8.count)
            }
        }

        @Test func `in a flood from one network the answers shrink and cease, and all is recorded`() throws {
            let node = try NodeProcess("-r")
            let clients = try (1...20).map { try UDPClient(to: node, from: "127.0.7.\($0)") }
            let stranger = try UDPClient(to: node, from: "127.0.8.1")
            let start = ContinuousClock.now
            var sent = 0
            var answers = 0
            // Bytes in and out, of the first two seconds and after them.
            var beginning = (sent: 0, received: 0)
            var later = (sent: 0, received: 0)
            while ContinuousClock.now - start < .seconds(4) {
                var round = (sent: 0, received: 0)
                for client in clients {
                    let request = Request(.options)
                    client.send(request.bytes)
                    sent += 1
                    round.sent += request.bytes.count
                }
                for client in clients {
                    while let reply = client.receive(within: .zero) {
                        round.received += reply.count
                        answers += 1
                        _ = try Reply(reply)
                    }
                }
                if ContinuousClock.now - start < .seconds(2) {
                    beginning = (beginning.sent + round.sent, beginning.received + round.received)
                } else {
                    later = (later.sent + round.sent, later.received + round.received)
                }
                // As a flood goes: some two thousand a second, and no more than the node can read.
                usleep(10_000)
            }
            let elapsed = (ContinuousClock.now - start) / .seconds(1)
            // The default of 200 a second, with as many in advance at the full factor and at the small one.
            #expect(answers <= 400 + Int(200 * elapsed) + 1)
            #expect(sent > 2 * answers, "this was no flood")
            #expect(beginning.received <= 3 * beginning.sent)
            #expect(later.received <= later.sent)
            // Another network has a share of its own.
            try node.expectAnswer(from: stranger)
            try node.waitForEvents(sent + 1)
            #expect(try node.database.value("SELECT sum(attempts) FROM event") == "\(sent + 1)")
        }

        @Test func `an ACK with our tag lifts the limit`() throws {
            let node = try NodeProcess("-r", "--reply-limit", "5")
            let client = try UDPClient(to: node, from: "127.0.9.1")
            let neighbour = try UDPClient(to: node, from: "127.0.9.2")
            var first = Request(.invite)
            first.uri = "sip:\(try node.sheet().unknownNumber)@127.0.0.1"
            client.send(first.bytes)
            let reply = try client.reply(to: first)
            let to = try #require(reply?["To"])
            #expect(reply?.status == 404)

            /// How many of so many requests are answered.
            func answered(_ client: UDPClient, of count: Int) throws -> Int {
                for _ in 0..<count { client.send(Request(.options).bytes) }
                var answers = 0
                while client.receive(within: .milliseconds(200)) != nil { answers += 1 }
                return answers
            }
            #expect(try answered(client, of: 100) < 20)

            // A tag that is not ours proves nothing.
            var ack = Request(.ack)
            ack.uri = first.uri
            (ack.branch, ack.callID, ack.fromTag) = (first.branch, first.callID, first.fromTag)
            ack.to = to.replacing(/tag=.*/, with: "tag=0123456789abcdef")
            client.send(ack.bytes)
            #expect(try answered(client, of: 50) < 20)

            ack.to = to
            client.send(ack.bytes)
            #expect(try answered(client, of: 200) == 200)
            // It is that address and port that has proved itself, not its network.
            #expect(try answered(neighbour, of: 100) < 20)
        }

        @Test func `nothing is sent for what is no request`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            let withoutVia = Request(.options).text.replacing(/Via: .*\r\n/, with: "")
            let silent = ["", "\r\n\r\n", "junk", "SIP/2.0 200 OK\r\n\r\n", Request(.ack).text, withoutVia]
            for text in silent { client.send(text) }
            try node.expectAnswer(from: client)
            #expect(client.receive(within: .milliseconds(50)) == nil)
            #expect(try node.log(lines: silent.count + 1).count == silent.count + 1)
        }

        @Test func `--reply-limit 0 answers only who has proved itself`() throws {
            let node = try NodeProcess("-r", "-j", "--reply-limit", "0")
            let udp = try UDPClient(to: node)
            udp.send(Request(.options).bytes)
            #expect(udp.receive(within: .milliseconds(200)) == nil)
            let tcp = try TCPClient(to: node)
            tcp.send(Request(.options).text)
            #expect(try tcp.replies(1).first?.status == 200)
            #expect(try node.log(lines: 2).count == 2)
        }
    }
}
