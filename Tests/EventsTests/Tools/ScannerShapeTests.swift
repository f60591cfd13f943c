import NIOCore
import SIP
import Testing

@testable import Events

/// The scanners' messages, with values of our own.
@Suite struct ScannerShapeTests {
    private func guess(_ text: String) throws -> AttackTool? {
        let message = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        return AttackTool.guess(try ProbeEvent.make(message: ByteBuffer(string: message)))
    }

    /// A request as svmap, svwar and svcrack write it.
    private func sipVicious(
        _ method: String = "REGISTER", tag: String, branch: String = "z9hG4bK-3619511600",
        callID: String = "2239233670",
        agent: String = "friendly-scanner"
    ) -> String {
        """
        \(method) sip:192.0.2.1 SIP/2.0
        Via: SIP/2.0/UDP 198.51.100.7:5060;branch=\(branch);rport
        Max-Forwards: 70
        To: "100"<sip:100@192.0.2.1>
        From: "100"<sip:100@192.0.2.1>;tag=\(tag)
        User-Agent: \(agent)
        Call-ID: \(callID)
        Contact: sip:100@192.0.2.1
        CSeq: 1 \(method)
        Accept: application/sdp
        Content-Length: 0


        """
    }

    /// `100` and `100:secret`, each followed by 0x01 and a random number.
    @Test(arguments: ["31303001343735303634363430", "3130303a7365637265740131373931333839363730"])
    func sipViciousByWhatItsTagHides(tag: String) throws {
        #expect(try guess(sipVicious(tag: tag)) == AttackTool(.sipVicious, by: .shape))
        let disguised = sipVicious(
            "INVITE", tag: tag, branch: "z9hG4bKabc", callID: "some@thing", agent: "Cisco-SIPGateway/IOS-12.x")
        #expect(try guess(disguised) == AttackTool(.sipVicious, by: .shape))
    }

    @Test func sipViciousByItsDigits() throws {
        let disguised = sipVicious(tag: "3206210844", agent: "a telephone")
        #expect(try guess(disguised) == AttackTool(.sipVicious, by: .shape))
        #expect(try guess(disguised.replacing("\"100\"<", with: "<")) == nil)
        #expect(try guess(sipVicious(tag: "1", callID: "223923367a", agent: "a telephone")) == nil)
        #expect(try guess(sipVicious(tag: "1", branch: "z9hG4bK-36195116001", agent: "a telephone")) == nil)
    }

    @Test(
        "A tag that hides nothing",
        arguments: [
            "0131", "313001", "31300", "3130", "31300200", "3130ff0131", "31300131z1", "",
            String(repeating: "31", count: 300) + "0131",
        ])
    func tagsThatHideNothing(tag: String) throws {
        let text = sipVicious(tag: tag, branch: "z9hG4bKabc", callID: "a", agent: "a telephone")
        #expect(try guess(text) == nil)
    }

    @Test func aCloneHasOnlyTheName() throws {
        let text = sipVicious(tag: "abc", branch: "z9hG4bKabc", callID: "a@b")
        #expect(try guess(text) == AttackTool(.friendlyScanner, by: .userAgent))
    }

    @Test func sipViciousInCompactForm() throws {
        let tool = try guess(
            """
            INVITE sip:101@192.0.2.1 SIP/2.0
            v: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK-1540951290;rport
            t: "101"<sip:101@192.0.2.1>
            f: "101"<sip:101@192.0.2.1>;tag=3130310133303335383039323230
            i: 3766762460
            m: sip:101@192.0.2.1
            CSeq: 1 INVITE


            """)
        #expect(tool == AttackTool(.sipVicious, by: .shape))
    }

    @Test func nmapScripts() throws {
        let text = """
            REGISTER sip:192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:52196;rport;branch=z9hG4bKaREX0WiZ0lKmcAdXdanYFnfpB
            From: "Nmap NSE" <sip:1000@192.0.2.1>;tag=ax9cWQDnUbcq_2gkCHCC
            To: "Nmap NSE" <sip:1000@192.0.2.1>
            Call-ID: aJ1eZAM3MSyEGEmEUetvL5Y1jjCbUmsxwjRKjeDww1126c7Q6pAHkY8I8_jR
            CSeq: 1234 REGISTER
            User-Agent: Ekiga


            """
        #expect(try guess(text) == AttackTool(.nmapScript, by: .shape))
        let other = text.replacing("Call-ID: a", with: "Call-ID: ")
        #expect(try guess(other) == nil)
        let allow = "Allow: PRACK, INVITE ,ACK, BYE, CANCEL, UPDATE, SUBSCRIBE,NOTIFY, REFER, MESSAGE, OPTIONS"
        #expect(try guess(other.replacing("User-Agent: Ekiga", with: allow)) == AttackTool(.nmapScript, by: .shape))
    }

    @Test func nmapServiceProbe() throws {
        let text = """
            OPTIONS sip:nm SIP/2.0
            Via: SIP/2.0/UDP nm;branch=foo;rport
            From: <sip:nm@nm>;tag=root
            To: <sip:nm2@nm2>
            Call-ID: 50000
            CSeq: 42 OPTIONS


            """
        #expect(try guess(text) == AttackTool(.nmapProbe, by: .shape))
        #expect(try guess(text.replacing("<sip:nm@nm>", with: "<sip:a@b>")) == AttackTool(.nmapProbe, by: .shape))
        #expect(try guess(text.replacing("50000", with: "1")) == AttackTool(.nmapProbe, by: .shape))
    }

    @Test func sipsakAndMetasploitLookAlike() throws {
        let text = """
            OPTIONS sip:nobody@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:51590;branch=z9hG4bK.7c758200;rport;alias
            From: sip:tEsT1@198.51.100.7:5060;tag=21c6850
            To: sip:nobody@192.0.2.1
            Call-ID: 35416150@198.51.100.7
            CSeq: 1 OPTIONS
            User-Agent: tEsT1


            """
        #expect(try guess(text) == AttackTool(.sipsak, by: .shape))
        #expect(try guess(text.replacing(";alias", with: "")) == nil)
        #expect(try guess(text.replacing("21c6850", with: "70c00e8c")) == AttackTool(.metasploit, by: .shape))
    }

    @Test func aMetasploitProbeThatLacksItsEnd() throws {
        let tool = try guess(
            """
            REGISTER sip:0100@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK.0a1b2c3d;rport;alias
            From: 0100 <sip:aB3@198.51.100.7:5060>;tag=70c00e8c
            To: 0100 <sip:0100@192.0.2.1>

            """)
        #expect(tool == AttackTool(.metasploit, by: .shape))
    }

    @Test func sippByBranchOrTag() throws {
        let text = """
            INVITE sip:service@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK-30365-1-0
            From: sipp <sip:sipp@198.51.100.7:5060>;tag=1
            To: service <sip:service@192.0.2.1:5060>
            Call-ID: 1-30365@198.51.100.7
            CSeq: 1 INVITE


            """
        #expect(try guess(text) == AttackTool(.sipp, by: .shape))
        let tagged = text.replacing("-30365-1-0", with: "1").replacing("tag=1", with: "tag=30365SIPpTag001")
        #expect(try guess(tagged) == AttackTool(.sipp, by: .shape))
        for branch in ["-30365-1", "-30365-1-0-2", "-30365--1-0", "-30365-1-", "30365-1-a"] {
            #expect(try guess(text.replacing("-30365-1-0", with: branch)) == nil, "\(branch)")
        }
    }

    @Test func mrSIP() throws {
        let text = """
            OPTIONS sip:100@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:12345;branch=z9hG4bK-0123456789;rport
            From: <sip:200@198.51.100.7>;tag=123456
            To: <sip:100@192.0.2.1>
            Call-ID: 0a1b2c3d4e5f6g7h8i9j0k1l2m310001
            CSeq: 1 OPTIONS


            """
        #expect(try guess(text) == AttackTool(.mrSIP, by: .shape))
        #expect(try guess(text.replacing("310001", with: "310001@192.0.2.1")) == AttackTool(.mrSIP, by: .shape))
        #expect(try guess(text.replacing("310001", with: "3100a1")) == nil)
        #expect(try guess(text.replacing("310001", with: "3100011")) == nil)
    }

    @Test(arguments: [
        ("OPTIONS / RTSP/1.0\r\n\r\n", AttackTool.Program.nmapProbe), ("HELP\r\n", .nmapProbe),
        ("GET /nice%20ports%2C/Tri%6Eity.txt%2ebak HTTP/1.0\r\n\r\n", .nmapProbe),
        ("\0\u{6}\u{1}\0\0\u{1}\0\0\0\0\0\0\u{7}version\u{4}bind\0\0\u{10}\0\u{3}", .nmapProbe),
        ("GET / HTTP/1.1\r\nHost: 192.0.2.1\r\nUser-Agent: Mozilla/5.0 zgrab/0.x\r\n\r\n", .zgrab),
        ("GET / HTTP/1.0\r\nUser-Agent: masscan/1.3\r\n\r\n", .masscan),
        ("GET / HTTP/1.1\r\nHost: 192.0.2.1\r\n\r\n", .httpClient), ("OPTIONS / HTTP/1.0\r\n\r\n", .httpClient),
        ("hello", nil), ("", nil), ("GET ", nil),
    ])
    func bytesThatAreNotSIP(text: String, program: AttackTool.Program?) throws {
        var event = try ProbeEvent.make(message: ByteBuffer(string: text))
        let expected = program.map { AttackTool($0, by: .shape) }
        #expect(AttackTool.guess(event) == expected)
        event.malformation = .brokenStream(.notSIP)
        #expect(AttackTool.guess(event) == expected)
    }

    /// Every beginning of a message, and every message with one byte changed, is looked at without harm.
    @Test func anythingCanBeLookedAt() throws {
        let whole = Array(sipVicious(tag: "31303001343735303634363430").utf8)
        for length in 0...whole.count {
            _ = AttackTool.guess(try ProbeEvent.make(message: ByteBuffer(bytes: whole.prefix(length))))
        }
        for index in whole.indices {
            for byte: UInt8 in [0, 0x0A, 0x20, 0x22, 0x2D, 0x3B, 0x3C, 0x3D, 0xFF] {
                var changed = whole
                changed[index] = byte
                _ = AttackTool.guess(try ProbeEvent.make(message: ByteBuffer(bytes: changed)))
            }
        }
        let long = String(repeating: "0-", count: 20_000)
        _ = AttackTool.guess(try ProbeEvent.make(message: ByteBuffer(string: sipVicious(tag: long, callID: long))))
    }
}
