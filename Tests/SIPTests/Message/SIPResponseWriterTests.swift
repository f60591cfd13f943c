import NIOCore
import SIP
import Testing

@Suite("Responses")
struct SIPResponseWriterTests {
    private let source = Endpoint(address: .v4(0xC633_6407), port: 40_000)

    /// The response to `head` as text.
    private func response(
        _ status: SIPStatus = .ok, to head: String, from source: Endpoint? = nil, toTag: String = "ours",
        headers: String = "", via style: SIPResponseWriter.ViaStyle = .inPlace
    ) throws -> String {
        let message = try parse(head)
        var buffer = ByteBuffer()
        SIPResponseWriter(
            request: message, source: source ?? self.source, viaStyle: style, toTag: Array(toTag.utf8)
        ).write(status, headers: headers, into: &buffer)
        return String(buffer: buffer)
    }

    private func lines(_ name: String, of response: String) -> [String] {
        response.split(separator: "\r\n").map(String.init).filter { $0.hasPrefix(name + ":") }
    }

    @Test("RFC 3261 §8.2.6.2: Via, From, To with a tag, Call-ID and CSeq come back, and nothing else")
    func whole() throws {
        let head = request(adding: "Max-Forwards: 70", "User-Agent: friendly-scanner", "Contact: <sip:x@y>", "l: 0")
        #expect(
            try response(to: head)
                == """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK1
                From: <sip:caller@198.51.100.7>;tag=f1
                To: <sip:100@192.0.2.1>;tag=ours
                Call-ID: 1@198.51.100.7
                CSeq: 1 OPTIONS
                Content-Length: 0


                """.withLineEnds)
    }

    @Test(
        "RFC 3261 §7, §20.14: the response is a message without a defect, of no body",
        arguments: [100, 180, 200, 405, 486, 603])
    func readableAgain(code: Int) throws {
        let text = try response(SIPStatus(code), to: request(), headers: "Server: x\r\nAllow: INVITE, ACK\r\n")
        let again = try parse(raw: text)
        #expect(again.defects.isEmpty)
        #expect(again.contentLength == 0)
        #expect(again.body.isEmpty)
        #expect(again.text(of: .server) == ["x"])
        guard case .response(code, _) = again.startLine else {
            Issue.record("not a \(code): \(again.startLine)")
            return
        }
    }

    @Test("RFC 3261 §8.2.6.2: all Via values come back in their order")
    func viasInOrder() throws {
        let head = request(
            via: "Via: SIP/2.0/UDP 198.51.100.7;branch=1, SIP/2.0/TCP b;branch=2\nv: SIP/2.0/TLS c;branch=3",
            adding: "Via:  SIP/2.0/UDP d;x=\"a,b\"")
        let again = try parse(raw: try response(to: head))
        #expect(again.vias.map { again.string($0.host) } == ["198.51.100.7", "b", "c", "d"])
        #expect(again.spelledNames.filter { $0 == "Via" }.count == 3)
        #expect(again.defects.isEmpty)
    }

    @Test("RFC 3261 §18.2.1: received is added where sent-by is not the source")
    func received() throws {
        let other = Endpoint(address: .v4(0xC000_0209), port: 5060)
        let text = try response(to: request(), from: other)
        #expect(lines("Via", of: text) == ["Via: SIP/2.0/UDP 198.51.100.7:5060;branch=z9hG4bK1;received=192.0.2.9"])
        let named = try response(to: request(via: "Via: SIP/2.0/UDP pbx.example.com;branch=b"))
        #expect(lines("Via", of: named) == ["Via: SIP/2.0/UDP pbx.example.com;branch=b;received=198.51.100.7"])
    }

    @Test("RFC 3581 §4: rport gets the source's port, and received beside it even where sent-by is right")
    func responsePort() throws {
        for parameter in ["rport", "rport=", "rport=1", "RPORT = 99"] {
            let text = try response(to: request(via: "Via: SIP/2.0/UDP 198.51.100.7;\(parameter);branch=b"))
            #expect(
                lines("Via", of: text) == ["Via: SIP/2.0/UDP 198.51.100.7;rport=40000;branch=b;received=198.51.100.7"])
        }
    }

    @Test("RFC 3581 §4: rport is filled in once, however often it stands there, and the response stays small")
    func repeatedResponsePort() throws {
        let head = request(via: "Via: SIP/2.0/UDP h" + String(repeating: ";rport", count: 2_000) + ";branch=b")
        let text = try response(to: head)
        #expect(lines("Via", of: text) == ["Via: SIP/2.0/UDP h;rport=40000;branch=b;received=198.51.100.7"])
        #expect(try parse(raw: text).defects.isEmpty)
    }

    @Test("Nothing is left out of the response to a request of many short fields, or of one long one")
    func largest() throws {
        let many = request(via: String(repeating: "v:SIP/2.0/UDP a\n", count: 200) + "v:SIP/2.0/UDP a;rport")
        let again = try parse(raw: try response(to: many, from: Endpoint(address: .v6(.max, .max), port: 65_535)))
        #expect(again.vias.count == 201)
        #expect(again.defects.isEmpty)
        let user = String(repeating: "9", count: 15_000)
        let long = try parse(raw: try response(to: request(to: "t:<sip:\(user)@h>")))
        #expect(long.to.flatMap { long.uri(in: $0.uri) }?.user?.count == 15_000)
        #expect(long.string(long.to?.tag) == "ours")
    }

    @Test("RFC 3261 §20.42: an IPv6 source is received without brackets")
    func receivedIPv6() throws {
        let source = Endpoint(address: .v6(0x2001_0DB8_0000_0000, 9), port: 5060)
        let text = try response(to: request(via: "Via: SIP/2.0/UDP [2001:db8::1]:5070;rport"), from: source)
        #expect(lines("Via", of: text) == ["Via: SIP/2.0/UDP [2001:db8::1]:5070;rport=5060;received=2001:db8::9"])
    }

    @Test("RFC 3261 §18.2.1: what the request claims for received is not repeated")
    func forgedReceived() throws {
        let text = try response(
            to: request(via: "Via: SIP/2.0/UDP 198.51.100.7;received=203.0.113.9;Received=\"x;y\";branch=b;received"))
        #expect(lines("Via", of: text) == ["Via: SIP/2.0/UDP 198.51.100.7;branch=b"])
        let second = try response(
            to: request(via: "Via: SIP/2.0/UDP 198.51.100.7;branch=b, SIP/2.0/UDP c;received=203.0.113.9"))
        #expect(
            lines("Via", of: second) == ["Via: SIP/2.0/UDP 198.51.100.7;branch=b, SIP/2.0/UDP c;received=203.0.113.9"])
    }

    @Test("RFC 3581 §4: only the topmost of several values in one field is filled in, before the comma")
    func topmostOnly() throws {
        let text = try response(to: request(via: "Via: SIP/2.0/UDP a;rport , SIP/2.0/UDP b;rport;branch=2"))
        let again = try parse(raw: text)
        #expect(
            again.vias.map { again.pairs(in: $0.parameters) } == [
                ["rport=40000", "received=198.51.100.7"], ["rport", "branch=2"],
            ])
        let bare = try response(to: request(via: "Via: SIP/2.0/UDP a , SIP/2.0/UDP b"))
        #expect(lines("Via", of: bare) == ["Via: SIP/2.0/UDP a;received=198.51.100.7 , SIP/2.0/UDP b"])
    }

    @Test("RFC 3261 §8.2.6.2: the tag goes behind To once, not where there is one and not into a 100")
    func toTag() throws {
        #expect(lines("To", of: try response(to: request())) == ["To: <sip:100@192.0.2.1>;tag=ours"])
        #expect(lines("To", of: try response(.trying, to: request())) == ["To: <sip:100@192.0.2.1>"])
        #expect(
            lines("To", of: try response(to: request(to: "To: <sip:a@b>;TAG=theirs"))) == ["To: <sip:a@b>;TAG=theirs"])
        #expect(
            lines("To", of: try response(to: request(to: "To: Bell, A <sip:a@b>;tag=x"))) == [
                "To: Bell, A <sip:a@b>;tag=x"
            ])
        #expect(
            lines("To", of: try response(to: request(to: "t: sip:a@b;user=phone"))) == [
                "To: sip:a@b;user=phone;tag=ours"
            ])
        #expect(
            lines("To", of: try response(to: request(to: "To: <sip:a@b;tag=uri>"))) == [
                "To: <sip:a@b;tag=uri>;tag=ours"
            ])
    }

    @Test("RFC 4475 §3.3.8: a repeated field comes back once, the first of it")
    func repeatedFields() throws {
        let text = try response(
            to: request(adding: "To: <sip:again@z>", "From: <sip:again@z>", "i: again", "CSeq: 9 again"))
        #expect(try parse(raw: text).spelledNames == ["Via", "From", "To", "Call-ID", "CSeq", "Content-Length"])
        #expect(!text.contains("again"))
    }

    @Test("RFC 3261 §7.3.1: folded values come back on one line")
    func unfolded() throws {
        let head = request(
            via: "Via: SIP/2.0/UDP\n  198.51.100.7\n ;branch=b1", from: "From: \"Folded\n\tName\"\n <sip:a@b>;tag=1",
            to: "To:\n <sip:100@192.0.2.1>", callID: "Call-ID:\n abc", cseq: "CSeq: 1\n OPTIONS")
        #expect(
            try response(to: head)
                == """
                SIP/2.0 200 OK
                Via: SIP/2.0/UDP 198.51.100.7 ;branch=b1
                From: "Folded Name" <sip:a@b>;tag=1
                To: <sip:100@192.0.2.1>;tag=ours
                Call-ID: abc
                CSeq: 1 OPTIONS
                Content-Length: 0


                """.withLineEnds)
    }

    @Test("Nothing of a request can begin a line of its own: carriage returns alone are no way in either")
    func noInjection() throws {
        let evil = "x\r\rInjected: 1\r \r\n Injected: 2\r\r\n\tInjected: 3"
        let raw = [
            "OPTIONS sip:a SIP/2.0", "Via: SIP/2.0/UDP h;branch=\(evil);a=\(evil), \(evil)", "Via: \(evil)",
            "From: \(evil)", "To: \(evil)", "Call-ID: \(evil)", "CSeq: 1 \(evil)",
        ].joined(separator: "\r\n")
        let message = try parse(raw: raw + "\r\n\r\n")
        var buffer = ByteBuffer()
        let writer = SIPResponseWriter(request: message, source: source, toTag: Array("t".utf8))
        writer.write(.ok, into: &buffer)
        let text = String(buffer: buffer)
        let again = try parse(raw: text)
        #expect(again.spelledNames == ["Via", "Via", "From", "To", "Call-ID", "CSeq", "Content-Length"])
        #expect(text.utf8.filter { $0 == 0x0D }.count == 9)
        #expect(text.utf8.filter { $0 == 0x0A }.count == 9)
    }

    @Test("A Via that cannot be read comes back as it is")
    func unreadableVia() throws {
        #expect(lines("Via", of: try response(.badRequest, to: request(via: "Via: what?"))) == ["Via: what?"])
    }

    @Test("What the request lacks, the response lacks")
    func missingFields() throws {
        let text = try response(.badRequest, to: request(from: nil, to: nil, callID: nil, cseq: nil))
        #expect(try parse(raw: text).spelledNames == ["Via", "Content-Length"])
    }

    @Test("The response is appended: a buffer may take several")
    func appended() throws {
        let message = try parse(request())
        var buffer = ByteBuffer()
        let writer = SIPResponseWriter(request: message, source: source, toTag: Array("t".utf8))
        writer.write(.trying, into: &buffer)
        writer.write(.ringing, into: &buffer)
        var framer = SIPStreamFramer()
        framer.append(buffer)
        var codes: [Int] = []
        while case .message(let bytes)? = framer.next() {
            if case .response(let code, _) = try SIPParser().parse(bytes).startLine { codes.append(code) }
        }
        #expect(codes == [100, 180])
        #expect(framer.pendingBytes == 0)
    }

    @Test(
        "RFC 3261 §18.2.1, RFC 3581 §4: the topmost Via says where the request came from, as this stack or that",
        arguments: [
            (.inPlace, "SIP/2.0/UDP h;rport=40000;branch=z9hG4bK1;alias;received=198.51.100.7"),
            (.appended, "SIP/2.0/UDP h;branch=z9hG4bK1;alias;received=198.51.100.7;rport=40000"),
            (.rewritten, "SIP/2.0/UDP h;rport=40000;received=198.51.100.7;branch=z9hG4bK1;alias"),
        ] as [(SIPResponseWriter.ViaStyle, String)])
    func viaStyles(style: SIPResponseWriter.ViaStyle, expected: String) throws {
        let head = request(via: "Via: SIP/2.0/UDP h;rport;branch=z9hG4bK1;received=9.9.9.9;alias;rport=7")
        #expect(lines("Via", of: try response(to: head, via: style)) == ["Via: " + expected])
    }

    @Test("Without rport in the request there is none in the response", arguments: SIPResponseWriter.ViaStyle.allCases)
    func noResponsePort(style: SIPResponseWriter.ViaStyle) throws {
        let head = request(via: "Via: SIP/2.0/UDP h;branch=z9hG4bK1")
        #expect(
            lines("Via", of: try response(to: head, via: style)).map { $0.contains("rport") } == [false])
    }

    @Test("RFC 3261 §12.1.1: Record-Route comes back in its order, where it is asked for")
    func recordRoute() throws {
        let message = try parse(request(adding: "Record-Route: <sip:a;lr>, <sip:b;lr>", "Record-Route: <sip:c;lr>"))
        var buffer = ByteBuffer()
        buffer.append(atMost: 1_000) { response in
            SIPResponseWriter(request: message, source: source, toTag: [])
                .append(.recordRoute, isTagged: true, to: &response)
        }
        #expect(
            String(buffer: buffer) == "Record-Route: <sip:a;lr>, <sip:b;lr>\r\nRecord-Route: <sip:c;lr>\r\n")
    }

    @Test("RFC 3261 §7.2: a reason phrase of one's own")
    func reason() throws {
        let message = try parse(request())
        var buffer = ByteBuffer()
        buffer.append(atMost: 100) { response in
            SIPResponseWriter(request: message, source: source, toTag: [])
                .appendStatusLine(SIPStatus(404), reason: Array("Not here".utf8), to: &response)
        }
        #expect(String(buffer: buffer) == "SIP/2.0 404 Not here\r\n")
    }
}
