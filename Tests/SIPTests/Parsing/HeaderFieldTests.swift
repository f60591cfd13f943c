import NIOCore
import SIP
import Testing

@Suite("Header fields")
struct HeaderFieldTests {
    @Test("RFC 3261 §7.3.1: field names are case-insensitive")
    func anyCase() throws {
        let message = try parse(
            request(via: nil, cseq: nil, adding: "vIA: SIP/2.0/UDP h;branch=b", "CSEQ: 7 OPTIONS", "uSeR-aGeNt: x"))
        #expect(message.defects.isEmpty)
        #expect(message.cseq?.number == 7)
        #expect(message.string(message.userAgent) == "x")
    }

    @Test("RFC 3261 §7.3.3, §20: every compact form means its long one, in either case")
    func compactForms() throws {
        let forms: [(String, HeaderName)] = [
            ("a", .acceptContact), ("b", .referredBy), ("c", .contentType), ("e", .contentEncoding), ("f", .from),
            ("i", .callID), ("k", .supported), ("l", .contentLength), ("m", .contact), ("o", .event), ("r", .referTo),
            ("s", .subject), ("t", .to), ("u", .allowEvents), ("v", .via), ("x", .sessionExpires),
        ]
        for (letter, name) in forms {
            let message = try parse(raw: "ACK sip:a SIP/2.0\r\n\(letter): 1\r\n\(letter.uppercased()) : 2\r\n\r\n12")
            #expect(message.headers.map(\.name) == [name, name])
            #expect(message.spelledNames == [letter, letter.uppercased()])
        }
        #expect(try parse(raw: "ACK sip:a SIP/2.0\r\nq: 1\r\n\r\n").headers.map(\.name) == [.other])
    }

    @Test("RFC 3261 §20: every name of the enum is found by its usual spelling", arguments: HeaderName.allCases)
    func canonicalNames(name: HeaderName) throws {
        let spelling = name == .other ? "X-Other" : "\(name.canonicalName)"
        for text in [spelling, spelling.uppercased(), spelling.lowercased()] {
            let message = try parse(raw: "ACK sip:a SIP/2.0\r\n\(text): 1\r\n\r\n")
            #expect(message.headers.first?.name == name)
            #expect(message.spelledNames == [text])
        }
    }

    @Test(
        "A name that only resembles a known one is another",
        arguments: ["Vja", "Fro", "Froms", "T_", "Call_ID", "Via-"])
    func resemblingNames(name: String) throws {
        #expect(try parse(request(adding: "\(name): x")).headers.last?.name == .other)
    }

    @Test("RFC 3261 §7.3.1: order and spelling of fields are kept, unknown ones too")
    func orderAndSpelling() throws {
        let message = try parse(request(adding: "X-Odd: 1", "sUBJECT: 2", "x-odd: 3", "Subject: 4"))
        #expect(
            message.spelledNames == [
                "Via", "From", "To", "Call-ID", "CSeq", "X-Odd", "sUBJECT", "x-odd", "Subject",
            ])
        #expect(message.text(of: .subject) == ["2", "4"])
        #expect(message.text(of: .other) == ["1", "3"])
    }

    @Test("RFC 3261 §7.3.1: white space around the colon and behind the value is no part of it")
    func whitespace() throws {
        let message = try parse(request(adding: "Subject \t :  \t words here \t ", "Server:tight"))
        #expect(message.text(of: .subject) == ["words here"])
        #expect(message.spelledNames.contains("Subject"))
        #expect(message.text(of: .server) == ["tight"])
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §7.3.1: a line that starts with white space continues the one before it")
    func folding() throws {
        let message = try parse(
            request(adding: "Subject: I know you're there,", "   pick up the phone", "\tand answer", "Server: x"))
        #expect(message.text(of: .subject) == ["I know you're there, pick up the phone and answer"])
        #expect(message.text(of: .server) == ["x"])
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §7.3.1: a value may begin or end in a folded line")
    func foldingAtTheEdges() throws {
        let message = try parse(request(adding: "Subject:", "  late", "Server: early", " ", "Date:", "  ", "Event: e"))
        #expect(message.text(of: .subject) == ["late"])
        #expect(message.text(of: .server) == ["early"])
        #expect(message.text(of: .date) == [""])
        #expect(message.text(of: .event) == ["e"])
    }

    @Test("RFC 3261 §7.3.1: a folded value is read like one on a single line")
    func foldedValues() throws {
        let message = try parse(
            request(via: "Via: SIP/2.0\n /UDP\n 192.0.2.9:5070\n ;branch=\n  b1", cseq: "CSeq: 3\n OPTIONS"))
        #expect(message.string(message.topVia?.host) == "192.0.2.9")
        #expect(message.topVia?.port == 5070)
        #expect(message.string(message.topVia?.branch) == "b1")
        #expect(message.cseq?.number == 3)
        #expect(message.defects.isEmpty)
    }

    @Test("A continuation goes with the line that it continues, and never lengthens an earlier field")
    func continuationOfABadLine() throws {
        let message = try parse(request(adding: "Subject: fine", "no colon here", " more of it", "Server: x"))
        #expect(message.text(of: .subject) == ["fine"])
        #expect(message.text(of: .server) == ["x"])
        #expect(message.defects == [SIPDefects(.badHeaderLine)])
    }

    @Test("A continuation without a field before it is a bad line")
    func continuationOfNothing() throws {
        let message = try parse(raw: "OPTIONS sip:a SIP/2.0\r\n  Via: x\r\nServer: y\r\n\r\n")
        #expect(message.headers.map(\.name) == [.server])
        #expect(message.defects.contains(.badHeaderLine))
    }

    @Test(
        "RFC 3261 §7.3.1: a line without a colon or with a name that is no token is a bad line, the rest is read",
        arguments: ["no colon here", ": no name", "two words: x", "na(me: x", "n\u{E9}: x"])
    func badLines(line: String) throws {
        let message = try parse(request(adding: line, "Server: x"))
        #expect(message.defects == [SIPDefects(.badHeaderLine)])
        #expect(message.text(of: .server) == ["x"])
    }

    @Test("RFC 3261 §7.3.1: control bytes are no part of a name, but may stand in a value")
    func controlBytes() throws {
        let message = try parse(request(adding: "\u{1}: x", "Vi\0a: x", "Server: \0\u{1}x"))
        #expect(message.defects.all == [.badHeaderLine])
        #expect(message.text(of: .server) == ["\0\u{1}x"])
    }

    @Test("Lines that end with a bare line feed are read all the same")
    func bareLineFeeds() throws {
        let message = try parse(raw: request(adding: "Content-Length: 4", "Subject: a", " b") + "\n\nbody")
        #expect(message.defects.isEmpty)
        #expect(message.text(of: .subject) == ["a b"])
        #expect(message.string(message.body) == "body")
        #expect(message.string(message.callID) == "1@198.51.100.7")
    }

    @Test("A carriage return alone does not end a line")
    func bareCarriageReturn() throws {
        let message = try parse(request(adding: "Subject: a\rVia: b", "Server: x"))
        #expect(message.text(of: .subject) == ["a Via: b"])
        #expect(message.headers.filter { $0.name == .via }.count == 1)
    }

    @Test("RFC 3261 §7: headers that end without their empty line are a defect, and all there are")
    func noEmptyLine() throws {
        let message = try parse(raw: request().withLineEnds)
        #expect(message.defects == [SIPDefects(.noEndOfHeaders)])
        #expect(message.cseq?.number == 1)
        #expect(message.body.isEmpty)
    }

    @Test("RFC 3261 §7.3.1: several fields of one name and one field of several values are the same list")
    func severalValues() throws {
        let message = try parse(
            request(adding: "Route: <sip:a;lr>, <sip:b;x=\"1,2\">", "Allow: INVITE", "Route: <sip:c,d>"))
        #expect(message.values(.route).map { message.string($0) } == ["<sip:a;lr>", "<sip:b;x=\"1,2\">", "<sip:c,d>"])
        #expect(message.values(.allow).map { message.string($0) } == ["INVITE"])
        #expect(message.values(.supported).isEmpty)
    }

    @Test("RFC 3261 §7.3.1, §25.1: a comma in quotes, escaped quotes or angle brackets does not part values")
    func commasInQuotes() throws {
        let message = try parse(
            request(adding: #"Contact: "Bell, \"Alexander\", A." <sip:a,b@example.com>;q=1 , "B" <sip:b@example.com>"#))
        #expect(
            message.values(.contact).map { message.string($0) } == [
                #""Bell, \"Alexander\", A." <sip:a,b@example.com>;q=1"#, #""B" <sip:b@example.com>"#,
            ])
        #expect(
            message.addresses(.contact).map { message.string($0.uri) } == ["sip:a,b@example.com", "sip:b@example.com"])
    }

    @Test("Empty values stay in the list and unreadable ones are left out of typed lists")
    func emptyValues() throws {
        let message = try parse(request(adding: "Contact: ,<sip:a@b>,,", "Subject:"))
        #expect(message.values(.contact).map { message.string($0) } == ["", "<sip:a@b>", "", ""])
        #expect(message.addresses(.contact).map { message.string($0.uri) } == ["sip:a@b"])
        #expect(message.value(.subject) == nil)
        #expect(message.firstHeader(.subject) != nil)
    }
}
