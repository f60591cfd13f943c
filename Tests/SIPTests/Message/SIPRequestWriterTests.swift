import NIOCore
import SIP
import Testing

@Suite("Requests in a dialog")
struct SIPRequestWriterTests {
    private func invite(
        contact: String? = "Contact: <sip:100@198.51.100.7:5062>",
        from: String = "From: <sip:caller@198.51.100.7>;tag=f1",
        to: String = "To: <sip:900@192.0.2.1>", callID: String = "Call-ID: 1@198.51.100.7", adding more: String...
    ) throws -> SIPMessage {
        let head = request(
            "INVITE sip:900@192.0.2.1 SIP/2.0", from: from, to: to, callID: callID, cseq: "CSeq: 1 INVITE")
        return try parse(([head] + [contact].compactMap(\.self) + more).joined(separator: "\n"))
    }

    private func bye(
        in invite: SIPMessage, layout: SIPRequestLayout = SIPRequestLayout(), headers: String = ""
    ) -> String? {
        guard let writer = SIPRequestWriter(invite: invite, localTag: Array("ours".utf8)) else { return nil }
        var buffer = ByteBuffer()
        writer.write(
            .bye, number: 102, transport: .udp, local: Endpoint(address: .v4(0xC000_0201), port: 5060),
            branch: Array("z9hG4bK7".utf8), headers: Array(headers.utf8), layout: layout, into: &buffer)
        return String(buffer: buffer)
    }

    private func lines(_ name: String, of request: String?) -> [String] {
        (request ?? "").split(separator: "\r\n").map(String.init).filter { $0.hasPrefix(name) }
    }

    @Test("RFC 3261 §12.2.1.1: the called side's BYE: From and To change sides, with both tags")
    func whole() throws {
        let text = try bye(in: invite(), headers: "User-Agent: x\r\n")
        #expect(
            text
                == """
                BYE sip:100@198.51.100.7:5062 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;rport;branch=z9hG4bK7
                Max-Forwards: 70
                From: <sip:900@192.0.2.1>;tag=ours
                To: <sip:caller@198.51.100.7>;tag=f1
                Call-ID: 1@198.51.100.7
                CSeq: 102 BYE
                User-Agent: x
                Content-Length: 0


                """.withLineEnds)
        #expect(try parse(raw: text ?? "").defects.isEmpty)
    }

    @Test("A stack's own layout; a field that it does not name is written all the same")
    func layouts() throws {
        let layout = SIPRequestLayout(
            order: [.via, .from, .to, .callID, .cseq, .headers, .maxForwards, .via], isBranchFirst: true,
            isContentLengthPadded: true)
        let text = try bye(in: invite(adding: "Record-Route: <sip:p;lr>"), layout: layout, headers: "Reason: x\r\n")
        #expect(
            text
                == """
                BYE sip:100@198.51.100.7:5062 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK7;rport
                From: <sip:900@192.0.2.1>;tag=ours
                To: <sip:caller@198.51.100.7>;tag=f1
                Call-ID: 1@198.51.100.7
                CSeq: 102 BYE
                Reason: x
                Max-Forwards: 70
                Route: <sip:p;lr>
                Content-Length:  0


                """.withLineEnds)
    }

    @Test("RFC 3261 §12.1.1, §12.2.1.1: Record-Route in its order behind a loose router")
    func looseRouting() throws {
        let text = try bye(
            in: invite(
                adding: "Record-Route: <sip:p1.example.com;transport=tcp;lr>, \"x, y\" <sip:p2;lr=on>",
                "Record-Route: <sip:[2001:db8::1]:5070>"))
        #expect(lines("BYE", of: text) == ["BYE sip:100@198.51.100.7:5062 SIP/2.0"])
        #expect(
            lines("Route", of: text) == [
                "Route: <sip:p1.example.com;transport=tcp;lr>", "Route: <sip:p2;lr=on>",
                "Route: <sip:[2001:db8::1]:5070>",
            ])
    }

    @Test("RFC 3261 §12.2.1.1: a strict router stands in the Request-URI, and the target at the end")
    func strictRouting() throws {
        let text = try bye(in: invite(adding: "Record-Route: <sip:p1;method=INVITE?x=y>, <sip:p2;lr>"))
        #expect(lines("BYE", of: text) == ["BYE sip:p1 SIP/2.0"])
        #expect(lines("Route", of: text) == ["Route: <sip:p2;lr>", "Route: <sip:100@198.51.100.7:5062>"])
    }

    @Test(
        "RFC 3261 §19.1.1: the remote target without what a Request-URI may not hold",
        arguments: [
            ("<sip:a@h;transport=tcp?Subject=x>", "sip:a@h;transport=tcp"), ("sip:a@h;expires=5", "sip:a@h"),
            ("<sip:h;METHOD=INVITE;ob>;+sip.instance=\"x\"", "sip:h;ob"),
            ("\"A, B\" <sips:a@[::1]:5>, <sip:b>", "sips:a@[::1]:5"),
            ("<sip:a?b=c@h?d=e>", "sip:a?b=c@h"),
        ])
    func targets(contact: String, expected: String) throws {
        #expect(try lines("BYE", of: bye(in: invite(contact: "Contact: \(contact)"))) == ["BYE \(expected) SIP/2.0"])
    }

    @Test(
        "A remote target or a route that is no SIP URI, or could forge a line: no request",
        arguments: [
            "", "*", "<tel:+44123>", "<http://h>", "<sip:>", "<sip:a@>", "sip", "<sip:a b@h>", "<sip:a@h\r\n Via: x>",
            "<sip:a@h\u{7F}>", "<sip:ü@h>", "<sip:\"a\"@h>", "<sip:<a@h>", "<sip:a@h", "<sip:a@h:99999>",
            "<sip:\(String(repeating: "9", count: 520))@h>", "<sip:a@h;x=\u{1}>", "<sip:a@h SIP/2.0>",
        ])
    func noTarget(value: String) throws {
        let contact = value.replacing("\r\n", with: "\n")
        #expect(try bye(in: invite(contact: "Contact: \(contact)")) == nil)
        if !value.isEmpty { #expect(try bye(in: invite(adding: "Record-Route: \(contact)")) == nil) }
    }

    @Test("No Contact, no dialog")
    func noContact() throws {
        #expect(try bye(in: invite(contact: nil)) == nil)
    }

    @Test("Names stay where they are well formed, and parameters of the addresses go")
    func addresses() throws {
        let text = try bye(
            in: invite(
                from: #"From: "A \"B\", ü" <sip:a@h;x=y>;q=1;tag=a.b%c~1;z="open"#,
                to: "To: Bell, Alexander <tel:+1>;a=b"))
        #expect(lines("From", of: text) == ["From: <tel:+1>;tag=ours"])
        #expect(lines("To", of: text) == [#"To: "A \"B\", ü" <sip:a@h;x=y>;tag=a.b%c~1"#])
        let plain = try bye(in: invite(from: "From: sip:a@h;tag=1", to: "To: The  PBX <sip:b@h>"))
        #expect(lines("From", of: plain) == ["From: The  PBX <sip:b@h>;tag=ours"])
        #expect(lines("To", of: plain) == ["To: <sip:a@h>;tag=1"])
        let folded = try bye(in: invite(from: "From: \"a\n b\" <sip:a@h>"))
        #expect(lines("To", of: folded) == ["To: <sip:a@h>"])
        let control = try bye(in: invite(from: "From: \"a\u{1}\" <sip:a@h>;tag="))
        #expect(lines("To", of: control) == ["To: <sip:a@h>"])
    }

    @Test("A To that has a tag already keeps it, as the response to it did")
    func tagInInvite() throws {
        #expect(
            try lines("From", of: bye(in: invite(to: "To: <sip:b@h>;tag=theirs"))) == ["From: <sip:b@h>;tag=theirs"])
    }

    @Test("Tags, Call-IDs and addresses that cannot be repeated: no request")
    func unrepeatable() throws {
        let long = String(repeating: "x", count: 600)
        for tag in ["a b", "a<b", "\"a\"", "a\u{1}b", "ü", long] {
            #expect(try bye(in: invite(from: "From: <sip:a@h>;tag=\(tag)")) == nil)
        }
        for callID in ["a b", "a\n b", "\u{1}", "ü", long, ""] {
            #expect(try bye(in: invite(callID: "Call-ID: \(callID)")) == nil)
        }
        for address in ["<sip:a b@h>", "<sip:a@h\n b>", "<sip:\(long)>", "\"x", "<sip:\u{1}>"] {
            #expect(try bye(in: invite(from: "From: \(address);tag=1")) == nil)
            #expect(try bye(in: invite(to: "To: \(address)")) == nil)
        }
        let routes = String(repeating: "<sip:p;lr>,", count: 9)
        #expect(try bye(in: invite(adding: "Record-Route: \(routes)<sip:q>")) == nil)
    }

    @Test("A method without a name writes nothing")
    func other() throws {
        let writer = try #require(try SIPRequestWriter(invite: invite(), localTag: []))
        var buffer = ByteBuffer()
        writer.write(
            .other, number: 1, transport: .tls, local: Endpoint(address: .v6(1, 1), port: 1), branch: [], headers: [],
            into: &buffer)
        #expect(buffer.readableBytes == 0)
        writer.write(
            .bye, number: .max, transport: .tls, local: Endpoint(address: .v6(.max, .max), port: 65_535), branch: [1],
            headers: [], into: &buffer)
        #expect(
            String(buffer: buffer).contains("Via: SIP/2.0/TLS [ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff]:65535;rport"))
        #expect(String(buffer: buffer).contains("CSeq: 4294967295 BYE\r\n"))
    }
}
