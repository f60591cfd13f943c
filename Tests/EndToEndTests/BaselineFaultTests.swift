import Testing

extension EndToEndTests {
    /// What the original gets wrong. Each fault was reproduced there, and stays away here.
    @Suite struct BaselineFaultTests {
        @Test func `1: a response in a datagram does not end the process`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            let request = Request(.options)
            client.send(request.text.replacing("OPTIONS sip:100@127.0.0.1 SIP/2.0", with: "SIP/2.0 200 OK"))
            try node.expectAnswer(from: client)
            let events = try node.log(lines: 2)
            #expect(events[0].number("sip_status") == 200)
            #expect(events[0]["sip_method"] == "NOT_FOUND")
            // A response is never answered: the one reply was to the request behind it.
            #expect(client.receive(within: .milliseconds(50)) == nil)
            #expect(node.stop() == .exited(0))
        }

        @Test func `2: an INVITE of 1,618 bytes is recorded whole and answered`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            var invite = Request(.invite)
            invite.uri = "sip:\(try node.sheet().carriedNumber())@127.0.0.1"
            invite.offer(port: 4_000)
            while invite.bytes.count < 1_600 { invite.body += "a=x\r\n" }
            invite.body += "a=" + String(repeating: "x", count: 1_614 - invite.bytes.count) + "\r\n"
            #expect(invite.bytes.count == 1_618)
            client.send(invite.bytes)
            #expect(try client.reply(to: invite)?.status == 100)
            #expect(try node.log(lines: 1).first?["sip_message"] == invite.text)
        }

        @Test func `3: packets that do not parse are recorded`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            let packets = [
                "hello", "\r\n\r\n", "INVITE", "GET / HTTP/1.1\r\n\r\n", "OPTIONS sip:a@b SIP/2.0",
                "SIP/2.0 999 x\r\n\r\n",
                "\u{0}\u{1}\u{2}", "REGISTER sip:b SIP/7.0\r\nVia: ?\r\n\r\n",
            ]
            for packet in packets { client.send(packet) }
            let events = try node.log(lines: packets.count)
            #expect(events.map { $0["sip_message"] } == packets)
            for event in events {
                #expect(event["malformed"] != nil || event.list("defects") != nil, "nothing wrong with \(event.text)")
            }
        }

        @Test func `4: every TCP peer's events carry its own address`() throws {
            let node = try NodeProcess("-r", "-j")
            let peers = try (2...21).map { try TCPClient(to: node, from: "127.0.0.\($0)") }
            // The last that connected speaks first.
            for peer in peers.reversed() {
                peer.send(Request(.options).text)
                #expect(try peer.replies(1).first?.status == 200)
            }
            let events = try node.log(lines: peers.count)
            #expect(events.map { $0["source_ip"] } == (2...21).reversed().map { "127.0.0.\($0)" })
            #expect(events.map { $0.number("source_port") } == peers.reversed().map { Int($0.port) })
        }

        @Test func `5: TCP is answered while UDP is silent, and UDP while TCP is`() throws {
            let node = try NodeProcess("-r")
            let tcp = try TCPClient(to: node)
            let udp = try UDPClient(to: node)
            // Half a request stays unfinished on TCP meanwhile.
            let text = Request(.options).text
            let middle = text.index(text.startIndex, offsetBy: 60)
            tcp.send(String(text[..<middle]))
            for _ in 0..<3 { try node.expectAnswer(from: udp) }
            tcp.send(String(text[middle...]))
            #expect(try tcp.replies(1).first?.status == 200)
            for _ in 0..<3 {
                tcp.send(Request(.options).text)
                #expect(try tcp.replies(1).first?.status == 200)
            }
        }

        @Test func `6: TCP messages are whole, however they are cut`() throws {
            let node = try NodeProcess("-r", "-j")
            var first = Request(.message)
            first.extra = ["Content-Type: text/plain"]
            first.body = "two\r\n\r\nparts"
            let second = Request(.options)
            let stream = first.bytes + second.bytes
            let requests = [first.text, second.text]

            let joined = try TCPClient(to: node)
            joined.send(stream)
            #expect(try joined.replies(2).map(\.status) == [202, 200])

            let cut = try TCPClient(to: node)
            for byte in stream { cut.send([byte]) }
            #expect(try cut.replies(2).map(\.status) == [202, 200])

            for length in [1, 7, first.bytes.count - 1, first.bytes.count, first.bytes.count + 3] {
                let pieces = try TCPClient(to: node)
                pieces.send(Array(stream.prefix(length)))
                // An answer over UDP shows that the node has had its time.
                try node.expectAnswer()
                pieces.send(Array(stream.dropFirst(length)))
                #expect(try pieces.replies(2).map(\.status) == [202, 200])
            }
            let events = try node.log(lines: 7 * 2 + 5).filter { $0["transport_type"] == "TCP" }
            #expect(events.map { $0["sip_message"] } == Array(repeating: requests, count: 7).flatMap { $0 })
        }

        @Test func `7: answers carry the request's own Via, From, Call-ID and CSeq and end with an empty line`() throws
        {
            let node = try NodeProcess("-r")
            let client = try UDPClient(to: node)
            var request = Request(.options)
            request.number = 4711
            request.extra = ["Via: SIP/2.0/TCP proxy.example;branch=z9hG4bKsecond", "Record-Route: <sip:p1;lr>"]
            client.send(request.bytes)
            // `Reply` itself insists on the empty line.
            let reply = try #require(try client.reply(to: request))
            #expect(
                reply.all("Via") == [
                    "SIP/2.0/UDP 192.0.2.1:5060;branch=\(request.branch);received=127.0.0.1;rport=\(client.port)",
                    "SIP/2.0/TCP proxy.example;branch=z9hG4bKsecond",
                ])
            #expect(reply.all("From") == ["\(request.from);tag=\(request.fromTag)"])
            #expect(reply["To"]?.hasPrefix("<sip:100@127.0.0.1>;tag=") == true)
            #expect(reply.all("Call-ID") == [request.callID])
            #expect(reply.all("CSeq") == ["4711 OPTIONS"])
            #expect(reply.all("Content-Length") == ["0"])
        }

        @Test func `8: an empty datagram is an event and gets no reply`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            client.send([UInt8]())
            try node.expectAnswer(from: client)
            let event = try #require(try node.log(lines: 2).first)
            #expect(event["malformed"] == "empty")
            #expect(event["sip_message"] == "")
            #expect(event.number("source_port") == Int(client.port))
            #expect(client.receive(within: .milliseconds(50)) == nil)
        }

        @Test func `9: numbers that begin with 0 are recorded like all others`() throws {
            let numbers = [
                "00442071234567", "+442071234567", "011442071234567", "0", "000", "9011442071234567", "442071234567",
                "*98", "0046-8-123",
            ]
            let node = try NodeProcess("-r", "-j")
            let client = try UDPClient(to: node)
            for number in numbers {
                var invite = Request(.invite)
                invite.uri = "sip:\(number)@127.0.0.1"
                client.send(invite.bytes)
            }
            #expect(try node.log(lines: numbers.count).map { $0["called_number"] } == numbers)
            try node.waitForEvents(numbers.count)
            let stored = try node.database.rows("SELECT called_number FROM honey ORDER BY honey_id").map { $0[0] }
            #expect(stored == numbers)
            #expect(try node.database.count("number", where: "attempts = 1") == numbers.count)
        }
    }
}
