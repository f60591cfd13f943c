import NIOCore
import SIP
import Testing

@testable import Events

/// Texts are written here in the shape that each program has, with values of our own.
@Suite struct AttackToolTests {
    private static func guess(_ text: String) throws -> AttackTool? {
        let message = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
        return AttackTool.guess(try ProbeEvent.make(message: ByteBuffer(string: message)))
    }

    private func guess(_ text: String) throws -> AttackTool? { try Self.guess(text) }

    @Test func nothingIsGuessedOfAnUnknownClient() throws {
        #expect(AttackTool.guess(try ProbeEvent.make(message: .request(agent: "a telephone"))) == nil)
        #expect(AttackTool.guess(try ProbeEvent.make(message: .request(agent: nil))) == nil)
    }

    @Test func aNameAloneIsEvidenceByUserAgent() throws {
        let names: [(String, AttackTool.Program)] = [
            ("friendly-scanner", .friendlyScanner), ("sipcli/v1.8", .sipcli), ("pplsip", .pplsip),
            ("VaxSIPUserAgent/3.1", .vaxSIP), ("Nmap NSE", .nmapScript), ("sundayddr", .otherScanner),
            ("Linphone/3.6.1 (eXosip2/4.1.0)", .linphone), ("Z 3.14.38765 rv2.8.3", .zoiper),
            ("ASTERISK PBX 18.2.0", .asterisk), ("FPBX-2.11.0(1.8.20.0)", .asterisk), ("MicroSIP/3.21.3", .pjsip),
        ]
        for (agent, program) in names {
            let tool = AttackTool.guess(try ProbeEvent.make(message: .request(agent: agent)))
            #expect(tool == AttackTool(program, by: .userAgent), "\(agent)")
        }
    }

    @Test func sipcliByItsSession() throws {
        let tool = try guess(
            """
            INVITE sip:900442079460000@192.0.2.1 SIP/2.0
            To: 900442079460000<sip:900442079460000@192.0.2.1>
            From: 7001<sip:7001@192.0.2.1>;tag=1a2b3c4d
            Via: SIP/2.0/UDP 198.51.100.7:5071;branch=z9hG4bK-00112233445566778899aabbccddeeff;rport
            Call-ID: 00112233445566778899aabbccddee00
            CSeq: 1 INVITE
            User-Agent: a telephone
            Content-Type: application/sdp
            Content-Length: 80

            v=0
            o=sipcli-Session 1 2 IN IP4 198.51.100.7
            s=sipcli
            c=IN IP4 198.51.100.7

            """)
        #expect(tool == AttackTool(.sipcli, by: .shape))
    }

    @Test func sipcliWithoutASession() throws {
        let text = """
            REGISTER sip:192.0.2.1 SIP/2.0
            To: 7001<sip:7001@192.0.2.1>
            From: 7001<sip:7001@192.0.2.1>;tag=1a2b3c4d
            Via: SIP/2.0/UDP 198.51.100.7:5071;branch=z9hG4bK-00112233445566778899aabbccddeeff;rport
            Call-ID: 0011223344
            CSeq: 1 REGISTER
            Allow: INVITE, ACK, CANCEL, BYE


            """
        #expect(try guess(text) == AttackTool(.sipcli, by: .shape))
        #expect(try guess(text.replacing("ACK, CANCEL, BYE", with: "ACK, CANCEL, OPTIONS, BYE")) == nil)
        #expect(try guess(text.replacing("7001<", with: "\"7001\" <")) == nil)
    }

    @Test func sipptsByABranchWithoutTheCookie() throws {
        let branch = "0a1b2c3d4e5f6g7h8i9j0k1l2m3n4o5p6q7r8s9t0u1v2w3x4y5z6a7b8c9d0e1f2g3h4i5"
        #expect(branch.count == 71)
        let text = """
            REGISTER sip:192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:5060;branch=\(branch);rport
            From: <sip:100@192.0.2.1>;tag=0a1b2c3d
            To: <sip:100@192.0.2.1>
            Call-ID: 00112233445566778899aabbccddeeff
            CSeq: 1 REGISTER
            User-Agent: pplsip


            """
        #expect(try guess(text) == AttackTool(.sippts, by: .shape))
        let other = text.replacing(branch, with: "z9hG4bK1")
        #expect(try guess(other) == AttackTool(.pplsip, by: .userAgent))
        let allow = "Allow: INVITE, REGISTER, ACK, CANCEL, BYE, NOTIFY, REFER, OPTIONS, INFO, SUBSCRIBE, UPDATE"
        #expect(try guess(other.replacing("User-Agent: pplsip", with: allow)) == AttackTool(.sippts, by: .shape))
    }

    @Test func pplsipByItsDigits() throws {
        let tool = try guess(
            """
            INVITE sip:14500972590000000@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 0.0.0.0:65145;branch=z9hG4bK951917150
            Max-Forwards: 70
            From: <sip:1450016:5060@192.0.2.1>;tag=414451771
            To: <sip:14500972590000000@192.0.2.1>
            Call-ID: 1492163830-465544230-336545630
            CSeq: 1 INVITE
            User-Agent: Cisco-SIPGateway/IOS-12.x
            Content-Length: 0


            """)
        #expect(tool == AttackTool(.pplsip, by: .shape))
    }

    @Test func aCiscoGatewayIsToldByItsTag() throws {
        let text = """
            OPTIONS sip:192.0.2.1:5060 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK1D38
            From: <sip:198.51.100.7>;tag=3DD33DE4-10DF
            To: <sip:192.0.2.1>
            Call-ID: A2B205CC-4A4811D6-8010A410-F242231D@198.51.100.7
            User-Agent: Cisco-SIPGateway/IOS-12.x
            CSeq: 101 OPTIONS


            """
        #expect(try guess(text) == AttackTool(.ciscoGateway, by: .userAgent))
        for tag in ["as1b2c3d", "123456789", "3DD33DE4", "3DD33DE4-", "-10DF", "3dd33de4-10df", "00112233445-1"] {
            let faked = text.replacing("3DD33DE4-10DF", with: tag)
            #expect(try guess(faked) == AttackTool(.ciscoImpostor, by: .shape), "\(tag)")
        }
    }

    @Test func eyeBeamIsToldByItsBranch() throws {
        let text = """
            REGISTER sip:192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:61724;branch=z9hG4bK-d87543-0011223344556677-1--d87543-;rport
            Contact: <sip:1000@198.51.100.7:61724;rinstance=0011223344556677>
            To: "1000"<sip:1000@192.0.2.1>
            From: "1000"<sip:1000@192.0.2.1>;tag=0a1b2c3d
            Call-ID: AAECAwQFBgcICQoLDA0ODxAREhM.
            CSeq: 1 REGISTER
            User-Agent: eyeBeam release 3006o stamp 17551


            """
        #expect(try guess(text) == AttackTool(.eyeBeam, by: .userAgent))
        let faked = text.replacing("-d87543-0011223344556677-1--d87543-", with: "0011")
        #expect(try guess(faked) == AttackTool(.eyeBeamImpostor, by: .shape))
    }

    @Test func telephonesAreNamedByTheirStackUnlessTheySayMore() throws {
        let text = """
            INVITE sip:100@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:5060;rport;branch=z9hG4bKPj00112233-4455-6677-8899-aabbccddeeff
            From: <sip:1@192.0.2.1>;tag=00112233
            To: <sip:100@192.0.2.1>
            Call-ID: 0011
            CSeq: 1 INVITE
            User-Agent: a telephone


            """
        #expect(try guess(text) == AttackTool(.pjsip, by: .shape))
        #expect(try guess(text.replacing("a telephone", with: "PJSUA v2.12")) == AttackTool(.pjsip, by: .shape))
        let asterisk = text.replacing("a telephone", with: "Asterisk PBX 20.1.0")
        #expect(try guess(asterisk) == AttackTool(.asterisk, by: .userAgent))
        let scanner = text.replacing("a telephone", with: "friendly-scanner")
        #expect(try guess(scanner) == AttackTool(.friendlyScanner, by: .userAgent))
        let impostor = text.replacing("a telephone", with: "eyeBeam release 1")
        #expect(try guess(impostor) == AttackTool(.eyeBeamImpostor, by: .shape))
    }

    @Test func baresipByItsIdentifiers() throws {
        let tool = try guess(
            """
            INVITE sip:123@192.0.2.1 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.7:47508;branch=z9hG4bKe420e4e505815c40;rport
            To: <sip:123@192.0.2.1>
            From: <sip:me@192.0.2.1>;tag=f47a8d3858f99ad0
            Call-ID: 474d6882e00082f0
            CSeq: 59900 INVITE


            """)
        #expect(tool == AttackTool(.baresip, by: .shape))
        #expect(tool?.program.kind == .userAgent)
    }

    @Test func aResponseIsLookedAtToo() throws {
        let tool = try guess("SIP/2.0 200 OK\nTo: <sip:77@192.0.2.1>;tag=x\nServer: Cisco-SIPGateway/IOS-15.x\n\n")
        #expect(tool == AttackTool(.ciscoGateway, by: .userAgent))
    }

    @Test func namesAreDistinct() {
        let names = AttackTool.Program.allCases.map { "\($0.name)" }
        #expect(Set(names).count == names.count)
        #expect(AttackTool(.sipVicious, by: .shape).name.description == "SIPVicious")
        #expect(AttackTool.Evidence.allCases.map { "\($0.name)" } == ["shape", "user-agent"])
    }
}
