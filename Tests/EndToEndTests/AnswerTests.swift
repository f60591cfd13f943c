import Testing

extension EndToEndTests {
    /// What real tools make of the answers.
    @Suite struct AnswerTests {
        @Test(arguments: ["udp", "tcp"])
        func sipsak(transport: String) throws {
            let node = try NodeProcess("-r")
            let tool = try Command("sipsak", "-vv", "-E", transport, "-s", "sip:100@127.0.0.1:\(node.port)")
            #expect(tool.succeeded, "\(tool.transcript)")
            #expect(tool.output.contains("SIP/2.0 200 OK"), "\(tool.transcript)")
            #expect(node.stop() == .exited(0))
        }

        @Test func `svmap finds it`() throws {
            let node = try NodeProcess("-r")
            let tool = try Command(
                "svmap", "-p", "\(node.port)", "-P", "\(try FreePort.udp())", "127.0.0.1", within: .seconds(60))
            #expect(tool.succeeded, "\(tool.transcript)")
            #expect(tool.output.contains("| 127.0.0.1:\(node.port) | FPBX-"), "\(tool.transcript)")
        }

        @Test func `nmap lists the methods`() throws {
            let node = try NodeProcess("-r")
            let tool = try Command(
                "nmap", "-n", "-sT", "-Pn", "-p", "\(node.port)", "--script", "+sip-methods", "127.0.0.1",
                within: .seconds(60))
            let methods = "|_sip-methods: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, SUBSCRIBE"
            #expect(tool.output.contains(methods), "\(tool.transcript)")
        }

        @Test(arguments: Scenario.allCases, Scenario.Transport.allCases)
        func sipp(scenario: Scenario, transport: Scenario.Transport) throws {
            let node = try NodeProcess("-r")
            let tool = try scenario.run(5, over: transport, with: node)
            #expect(tool.succeeded, "\(tool.transcript)")
        }

        @Test(.enabled(if: Condition.hasIPv6), arguments: Scenario.allCases, Scenario.Transport.allCases)
        func `sipp over IPv6`(scenario: Scenario, transport: Scenario.Transport) throws {
            let node = try NodeProcess("-r", "-j", host: "[::1]")
            let tool = try scenario.run(2, over: transport, with: node)
            #expect(tool.succeeded, "\(tool.transcript)")
            let event = try #require(try node.log(lines: 1).first)
            #expect(event["source_ip"] == "::1")
            #expect(event["destination_ip"] == "::1")
        }

        @Test(.enabled(if: Capture.isPermitted)) func `tshark finds no malformed reply`() throws {
            let node = try NodeProcess("-r", "--reply-limit", "100000")
            let capture = try Capture(of: node)
            for scenario in Scenario.allCases {
                for transport in Scenario.Transport.allCases {
                    let tool = try scenario.run(3, over: transport, with: node)
                    #expect(tool.succeeded, "\(tool.transcript)")
                }
            }
            let client = try UDPClient(to: node)
            for request in Self.oddRequests {
                client.send(request)
                #expect(client.receive() != nil, "no answer to \(request)")
            }
            try capture.stop()
            let replies = "sip.Status-Line && (udp.srcport == \(node.port) || tcp.srcport == \(node.port))"
            let answered = try capture.packets(replies, fields: "sip.Status-Code")
            // What comes over TCP at once is one packet.
            let least = 3 * (1 + 4 + 4) + 3 * (1 + 4 + 3) + Self.oddRequests.count
            #expect(answered.count > least)
            let complaints = try capture.packets(
                "(\(replies)) && (_ws.malformed || _ws.expert.severity >= 0x600000)",
                fields: "sip.Status-Line", "_ws.expert.message")
            #expect(complaints == [])
            // Every answer of sipp's was one to a request that Wireshark could name.
            #expect(try capture.packets("(\(replies)) && !sip.CSeq.method", fields: "frame.number") == [])
        }

        /// Requests whose answers copy something that is not plain.
        private static let oddRequests: [String] = {
            let start = "SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK"
            let end = "Max-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
            func request(_ method: String, _ uri: String, _ lines: [String]) -> String {
                let dialog = ["To: <\(uri)>", "Call-ID: \(Request.token())", "CSeq: 7 \(method)"]
                return "\(method) \(uri) \(start)\(Request.token())\r\n" + (dialog + lines).joined(separator: "\r\n")
                    + "\r\n"
                    + end
            }
            let from = "From: <sip:a@b>;tag=1"
            return [
                request("NEWMETHOD", "sip:a@b", [from]),
                request("OPTIONS", "sip:a@b", [from, "Require: 100rel, nothing"]),
                request("OPTIONS", "http://example.com", [from]),
                request(
                    "OPTIONS", "sip:a@b", ["From: \"A \\\"quoted\\\" name, with ; and <\" <sip:a@b;x=y>;tag=1;z=\"q;\""]
                ),
                request("OPTIONS", "sip:a@b", ["From:\r\n  <sip:a@b>\r\n\t;tag=folded"]),
                request(
                    "OPTIONS", "sip:a@b",
                    ["v: SIP/2.0/TCP 10.0.0.1 ;branch=z9hG4bKx, SIP/2.0/TLS h;branch=z9hG4bKy", "f: sip:a@b;tag=2"]),
                request(
                    "REGISTER", "sip:b",
                    [from, "Contact: <sip:a@192.0.2.7>;expires=60, \"x, y\" <sip:b@[2001:db8::1]:5070;transport=tcp>"]),
                request("REGISTER", "sip:b", [from, "Contact: *", "Expires: 0"]),
                request("BYE", "sip:a@b", [from]),
                request("CANCEL", "sip:a@b", [from]),
                request("SUBSCRIBE", "sip:a@b", [from, "Event: presence"]),
                request("MESSAGE", "tel:+442071234567", [from]),
                request("OPTIONS", "sip:a@b", []),
            ]
        }()
    }
}
