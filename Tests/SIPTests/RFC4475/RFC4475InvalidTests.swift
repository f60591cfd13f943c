import NIOCore
import RFC4475Messages
import SIP
import Testing

/// What the RFC has an element refuse is a defect here, or read in the one way that makes sense.
@Suite("RFC 4475 §3.1.2: invalid messages")
struct RFC4475InvalidTests {
    @Test("§3.1.2.1 badinv01: separators without anything between them are passed over")
    func badinv01() throws {
        let message = try RFC4475.badinv01.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.requestURI?.user) == "user")
        #expect(message.string(message.topVia?.host) == "192.0.2.15")
        #expect(message.topVia?.branch == nil)
        #expect(message.values(.via).count == 4)
        #expect(message.vias.count == 1)
        #expect(message.string(message.contact?.uri) == "sip:joe@example.org")
    }

    @Test("§3.1.2.2 clerr: Content-Length larger than the message")
    func clerr() throws {
        let message = try RFC4475.clerr.parse()
        #expect(message.defects.all == [.bodyTooShort])
        #expect(message.body.count == 154)
        #expect(FramedStream(segments: [RFC4475.clerr.bytes]).frames == [.broken(.truncated)])
    }

    @Test("§3.1.2.3 ncl: a negative Content-Length")
    func ncl() throws {
        let message = try RFC4475.ncl.parse()
        #expect(message.defects.all == [.badContentLength])
        #expect(message.cseq?.number == 0)
        #expect(message.maxForwards == 254)
        #expect(FramedStream(segments: [RFC4475.ncl.bytes]).frames == [.broken(.badContentLength)])
    }

    @Test("§3.1.2.4 scalar02: a request's scalars out of range")
    func scalar02() throws {
        let message = try RFC4475.scalar02.parse()
        #expect(message.defects.all == [.badCSeq])
        #expect(message.method == .register)
        #expect(message.cseq == nil)
        #expect(message.expires == nil)
        #expect(message.maxForwards == 300)
        #expect(message.contact.map { message.pairs(in: $0.parameters) } == ["expires=280297596632815"])
    }

    @Test("§3.1.2.5 scalarlg: a response's scalars out of range")
    func scalarlg() throws {
        let message = try RFC4475.scalarlg.parse()
        #expect(message.defects.all == [.badCSeq])
        #expect(message.cseq == nil)
        #expect(message.text(of: .warning) == [#"1812 overture "In Progress""#])
    }

    @Test("§3.1.2.6 quotbal: an unterminated quoted string in a display name")
    func quotbal() throws {
        let message = try RFC4475.quotbal.parse()
        #expect(message.defects.all == [.badTo])
        #expect(message.to == nil)
        #expect(message.string(message.requestURI?.user) == "user")
        #expect(message.topVia?.port == 5050)
    }

    @Test("§3.1.2.7 ltgtruri: angle brackets around the Request-URI")
    func ltgtruri() throws {
        let message = try RFC4475.ltgtruri.parse()
        #expect(message.defects.all == [.badRequestURI])
        #expect(message.method == .invite)
        #expect(message.string(message.requestURIRange) == "<sip:user@example.com>")
        #expect(message.topVia?.branch == nil)
    }

    @Test("§3.1.2.8 lwsruri: white space in the Request-URI")
    func lwsruri() throws {
        let message = try RFC4475.lwsruri.parse()
        #expect(message.defects.all == [.badRequestURI])
        #expect(message.string(message.requestURIRange) == "sip:user@example.com; lr")
        #expect(message.string(message.requestURI?.user) == "user")
        #expect(message.cseq?.number == 2_130_706_432)
    }

    @Test("§3.1.2.9 lwsstart: several spaces between the elements of the Request-Line")
    func lwsstart() throws {
        let message = try RFC4475.lwsstart.parse()
        #expect(message.defects.all == [.badRequestURI])
        #expect(message.method == .invite)
        #expect(message.string(message.requestURI?.user) == "user")
    }

    @Test("§3.1.2.10 trws: spaces at the end of the Request-Line")
    func trws() throws {
        let message = try RFC4475.trws.parse()
        #expect(message.defects.all == [.badRequestURI])
        #expect(message.method == .options)
        #expect(message.string(message.requestURI?.user) == "remote-target")
    }

    @Test("§3.1.2.11 escruri: headers in the Request-URI are kept apart from its host")
    func escruri() throws {
        let message = try RFC4475.escruri.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.requestURI?.user) == "user")
        #expect(message.string(message.requestURI?.host) == "example.com")
        #expect(message.requestURI.map { message.unescaped($0.headers) } == "Route=<sip:example.com>")
    }

    @Test("§3.1.2.12 baddate: a Date in another time zone is text like any other")
    func baddate() throws {
        let message = try RFC4475.baddate.parse()
        #expect(message.defects.isEmpty)
        #expect(message.text(of: .date) == ["Fri, 01 Jan 2010 16:00:00 EST"])
    }

    @Test("§3.1.2.13 regbadct: headers of a Contact without angle brackets are part of its URI")
    func regbadct() throws {
        let message = try RFC4475.regbadct.parse()
        #expect(message.defects.isEmpty)
        #expect(message.method == .register)
        let contact = try #require(message.contact)
        #expect(message.uri(in: contact.uri)?.user.map { message.string($0) } == "user")
        #expect(message.uri(in: contact.uri)?.headers.isEmpty == false)
    }

    @Test("§3.1.2.14 badaspec: spaces within an addr-spec are dropped")
    func badaspec() throws {
        let message = try RFC4475.badaspec.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.to?.uri) == "sip:t.watson@example.org")
        #expect(message.from?.displayName.map { message.unquoted($0) } == "Bell, Alexander")
    }

    @Test("§3.1.2.15 baddn: a display name of more than tokens is read as if it had quotes")
    func baddn() throws {
        let message = try RFC4475.baddn.parse()
        #expect(message.defects.isEmpty)
        #expect(message.string(message.from?.displayName) == "Bell, Alexander")
        #expect(message.string(message.from?.tag) == "43")
        #expect(message.string(message.to?.uri) == "sip:t.watson@example.org")
    }

    @Test("§3.1.2.16 badvers: an unknown protocol version")
    func badvers() throws {
        let message = try RFC4475.badvers.parse()
        #expect(message.defects.all == [.badVersion])
        #expect(message.method == .options)
        #expect(message.string(message.topVia?.host) == "c.example.com")
    }

    @Test("§3.1.2.17 mismatch01: Request-Line and CSeq name different methods")
    func mismatch01() throws {
        let message = try RFC4475.mismatch01.parse()
        #expect(message.defects.all == [.methodMismatch])
        #expect(message.method == .options)
    }

    @Test("§3.1.2.18 mismatch02: an unknown method, and CSeq names another")
    func mismatch02() throws {
        let message = try RFC4475.mismatch02.parse()
        #expect(message.defects.all == [.methodMismatch])
        #expect(message.method == .other)
        #expect(message.string(message.methodRange) == "NEWMETHOD")
        #expect(message.string(message.cseq?.method) == "INVITE")
    }

    @Test("§3.1.2.19 bigcode: a status code that does not end after three digits")
    func bigcode() {
        #expect(throws: SIPParseError.badStatusCode) { try RFC4475.bigcode.parse() }
    }
}
