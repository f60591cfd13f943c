import Foundation
import Testing

extension EndToEndTests {
    /// Calls and registrations that a caller's own tool finds nothing wrong with, at the default reply limit.
    @Suite struct PersonaCallTests {
        /// Apart from the node's own, so that a capture knows whose media it sees.
        private static let caller = "127.40.0.1"

        /// Asterisk's PJSIP wants a password for that too, and Kamailio does not list methods.
        @Test(arguments: ["freepbx", "cisco", "ata"])
        func `OPTIONS`(persona: String) throws {
            let node = try NodeProcess("-r", "--persona", persona)
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            for transport in SIPp.Transport.allCases {
                let sipp = try Scenario.options.run(5, over: transport, with: node)
                #expect(sipp.succeeded, "\(sipp.transcript)")
            }
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test(arguments: ["freepbx", "asterisk", "kamailio"], SIPp.Transport.allCases)
        func `a registration with the planted password, and none with another`(
            persona: String, transport: SIPp.Transport
        ) throws {
            let node = try NodeProcess("-r", "--persona", persona)
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let (account, password) = try #require(try node.sheet(of: persona).weak.first)
            let right = try SIPp.run(
                ["-sf", SIPp.file("register-digest"), "-m", "5", "-s", account, "-au", account, "-ap", password],
                over: transport, with: node)
            #expect(right.succeeded, "\(right.transcript)")
            let wrong = try SIPp.run(
                [
                    "-sf", SIPp.file("register-refused"), "-m", "5", "-s", account, "-au", account, "-ap",
                    "no" + password,
                ],
                over: transport, with: node)
            #expect(wrong.succeeded, "\(wrong.transcript)")
            try Wait.until("every answer to a challenge is stored") {
                try node.database.rows("SELECT password_right, count(*) FROM credential GROUP BY 1 ORDER BY 1") == [
                    ["0", "5"], ["1", "10"],
                ]
            }
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test func `two times 200 calls at 20 a second, over UDP and TCP`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let number = try node.sheet(of: "freepbx").carriedNumber()
            let limit = Duration.seconds(70)
            let directory = try TemporaryDirectory()
            let callers = try SIPp.Transport.allCases.map { transport in
                try SIPp.start(
                    ["-sn", "uac", "-m", "200", "-r", "20", "-l", "1000", "-d", "100", "-s", number], over: transport,
                    with: node, in: directory, within: limit)
            }
            for caller in callers {
                let sipp = Command(awaiting: caller, within: limit)
                #expect(sipp.succeeded, "\(sipp.transcript)")
                #expect(sipp.output.contains(/Successful call +\|.+\| +200\s/), "\(sipp.transcript)")
            }
            try Wait.until("all calls are stored") {
                try node.database.count("call", where: "answered IS NOT NULL AND status = 200 AND ending = 'caller'")
                    == 400
            }
            if let capture { #expect(try capture.complaints() == []) }
        }

        @Test func `prefixes that are not carried are refused, each in its own way`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let capture = Capture.isPermitted ? try Capture(of: node) : nil
            let sheet = try node.sheet(of: "freepbx")
            let calls = try sheet.refusedPrefixes.map { prefix, status in
                var invite = Request(.invite)
                invite.uri = "sip:\(prefix)442079460123@127.0.0.1"
                invite.offer(port: 4_000)
                let client = try UDPClient(to: node)
                client.send(invite.bytes)
                return (client, invite, status)
            }
            #expect(!calls.isEmpty)
            for (client, invite, status) in calls {
                var reply = try client.reply(to: invite)
                while let earlier = reply?.status, earlier < 200 { reply = try client.reply(to: invite) }
                #expect(reply?.status == status, "\(invite.uri)")
            }
            if let capture { #expect(try capture.complaints() == []) }
        }

        /// pcap_play needs raw sockets.
        @Test(.enabled(if: Capture.isPermitted && Condition.isRoot)) func `a call with media both ways`() throws {
            let node = try NodeProcess("-r", "--persona", "freepbx")
            let capture = try Capture(of: node, and: Self.caller)
            let number = try node.sheet(of: "freepbx").carriedNumber()
            let directory = try TemporaryDirectory()
            try FileManager.default.createSymbolicLink(
                atPath: directory.file("pcap"), withDestinationPath: "/usr/share/sip-tester")
            // RTP has even ports (RFC 3550 §11).
            let port = try FreePort.udp() & ~1
            let sipp = try SIPp.run(
                ["-sn", "uac_pcap", "-m", "1", "-s", number, "-mi", Self.caller, "-mp", "\(port)"], with: node,
                from: Self.caller, in: directory, within: .seconds(45))
            #expect(sipp.succeeded, "\(sipp.transcript)")
            #expect(try capture.complaints() == [])
            try Self.expectOneStream(in: capture, to: port)
            // The recording ends with the key 1.
            try Wait.until("what was pressed is stored") { try node.database.value("SELECT dtmf FROM call") == "1" }
            let heard = try #require(try node.database.value("SELECT packets_received FROM call").flatMap { Int($0) })
            #expect(heard > 200)
        }

        /// What the caller hears: nine seconds of one stream as RFC 3550 §5.1 has it, 20 ms of A-law a packet.
        private static func expectOneStream(in capture: Capture, to port: UInt16) throws {
            let lines = try capture.packets(
                "rtp && ip.src == 127.0.0.1 && ip.dst == \(caller) && udp.dstport == \(port)",
                fields: "rtp.ssrc", "rtp.p_type", "rtp.seq", "rtp.timestamp", "rtp.payload", "frame.time_relative")
            let packets = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            try #require(packets.count > 400 && packets.count < 550 && packets.allSatisfy { $0.count == 6 })
            #expect(Set(packets.map { $0[0] }).count == 1)
            #expect(Set(packets.map { $0[1] }) == ["8"])
            // Bytes in hexadecimal, with colons in some versions.
            #expect(Set(packets.map { $0[4].filter(\.isHexDigit).count }) == [2 * 160])
            let numbers = try packets.map { packet in
                (number: try #require(UInt16(packet[2])), time: try #require(UInt32(packet[3])))
            }
            for (one, next) in zip(numbers, numbers.dropFirst()) {
                #expect(next.number == one.number &+ 1)
                #expect(next.time == one.time &+ 160)
            }
            let times = try packets.map { try #require(Double($0[5])) }
            let length = try #require(times.last) - (try #require(times.first))
            // One stream's rate: fifty packets a second.
            #expect(abs(Double(packets.count - 1) / length - 50) < 2)
        }
    }
}
