import NIOCore
import SIP
import Testing

@Suite("From, To and Contact")
struct NameAddressTests {
    private func message(_ value: String) throws -> SIPMessage {
        try parse(request(from: "From: \(value)"))
    }

    @Test("RFC 3261 §20.10: a name-addr has a display name, a URI in brackets and parameters")
    func nameAddr() throws {
        let message = try message(#""A. G. Bell" <sip:agb@bell-telephone.com;user=phone> ;tag=a48s;x="1;2""#)
        let from = try #require(message.from)
        #expect(message.string(from.displayName) == #""A. G. Bell""#)
        #expect(from.displayName.map { message.unquoted($0) } == "A. G. Bell")
        #expect(message.string(from.uri) == "sip:agb@bell-telephone.com;user=phone")
        #expect(message.string(from.tag) == "a48s")
        #expect(message.pairs(in: from.parameters) == ["tag=a48s", #"x="1;2""#])
        #expect(message.uri(in: from.uri).flatMap { message.string($0.user) } == "agb")
    }

    @Test("RFC 3261 §20.10: in an addr-spec, parameters belong to the header and not to the URI")
    func addrSpec() throws {
        let message = try message("sip:+12125551212@server.phone2net.com;tag=887s;user=phone")
        let from = try #require(message.from)
        #expect(from.displayName == nil)
        #expect(message.string(from.uri) == "sip:+12125551212@server.phone2net.com")
        #expect(message.string(from.tag) == "887s")
        #expect(message.pairs(in: from.parameters) == ["tag=887s", "user=phone"])
    }

    @Test("RFC 3261 §25.1: a display name may be tokens, with or without white space before the bracket")
    func tokens() throws {
        for value in ["Anonymous User <sip:a@b>;tag=1", "Anonymous User<sip:a@b>;tag=1"] {
            let message = try message(value)
            #expect(message.string(message.from?.displayName) == "Anonymous User")
            #expect(message.string(message.from?.uri) == "sip:a@b")
        }
        #expect(try message("<sip:a@b>").from?.displayName == nil)
    }

    @Test("RFC 3261 §25.1: a quoted display name may hold brackets, semicolons, commas and escaped quotes")
    func quoted() throws {
        let message = try message(#""<sip:no@no>;tag=no, \"really\" \\" <sip:yes@yes>;tag=yes"#)
        let from = try #require(message.from)
        #expect(message.string(from.uri) == "sip:yes@yes")
        #expect(message.string(from.tag) == "yes")
        #expect(from.displayName.map { message.unquoted($0) } == #"<sip:no@no>;tag=no, "really" \"#)
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 4475 §3.1.2.14: spaces between the brackets are no part of the URI")
    func spacesInBrackets() throws {
        let message = try message("\"Watson, Thomas\" < sip:t.watson@example.org > ; tag = 1")
        #expect(message.string(message.from?.uri) == "sip:t.watson@example.org")
        #expect(message.string(message.from?.tag) == "1")
    }

    @Test("RFC 4475 §3.1.2.15: a comma in a display name without quotes is taken for a part of it")
    func commaWithoutQuotes() throws {
        let message = try message("Bell, Alexander <sip:a.g.bell@example.com>;tag=43")
        #expect(message.string(message.from?.displayName) == "Bell, Alexander")
        #expect(message.string(message.from?.tag) == "43")
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §7.3.1: a second value behind a comma is no part of the first")
    func secondValue() throws {
        for first in ["<sip:a@b>", "sip:a@b"] {
            let message = try message("\(first);tag=1, <sip:c@d>;tag=2")
            let from = try #require(message.from)
            #expect(message.string(from.tag) == "1")
            #expect(message.string(from.uri) == "sip:a@b" || first == "sip:a@b")
            #expect(message.pairs(in: from.parameters).contains("tag=1"))
        }
        let bare = try parse(request(adding: "Contact: sip:a@b;q=1, <sip:c@d>"))
        #expect(bare.string(bare.contact?.uri) == "sip:a@b")
        #expect(bare.string(bare.contact?.range) == "sip:a@b;q=1")
        #expect(bare.addresses(.contact).map { bare.string($0.uri) } == ["sip:a@b", "sip:c@d"])
    }

    @Test("RFC 3261 §19.3: the tag is read whatever the case of its name, and may be absent or empty")
    func tags() throws {
        #expect(try message("<sip:a@b>").from?.tag == nil)
        #expect(try message("<sip:a@b>;xtag=1;tags=2").from?.tag == nil)
        #expect(try message("<sip:a@b;tag=inside>").from?.tag == nil)
        let upper = try message("<sip:a@b>;x;TAG = t ;tag=u")
        #expect(upper.string(upper.from?.tag) == "t")
        let empty = try message("<sip:a@b>;tag=")
        #expect(empty.string(empty.from?.tag) == "")
        #expect(try message("<sip:a@b>;tag").from?.tag == nil)
    }

    @Test(
        "A URI of any scheme is taken as it is",
        arguments: ["tel:+1-201-555-0123", "http://www.example.com", "isbn:298"])
    func otherSchemes(uri: String) throws {
        for value in ["<\(uri)>;tag=1", "\(uri);tag=1"] {
            let message = try message(value)
            #expect(message.string(message.from?.uri) == uri)
            #expect(message.string(message.from?.tag) == "1")
        }
    }

    @Test(
        "RFC 3261 §20.20: what holds no address is a defect",
        arguments: [
            "", "*", "nobody", "\"name\"", "\"name\" sip:a@b", "\"open <sip:a@b>", "<sip:a@b", "<>", "< >", ";tag=1",
            "\"x\\\" <sip:a@b>", "name sip;tag=a:b", ", sip:a@b",
        ])
    func unreadable(value: String) throws {
        let message = try message(value)
        #expect(message.from == nil)
        #expect(message.defects.all == [.badFrom])
    }

    @Test("RFC 3261 §10.2.2: a Contact of one asterisk is no address")
    func asterisk() throws {
        let message = try parse(request(adding: "Contact: *"))
        #expect(message.contact == nil)
        #expect(message.values(.contact).map { message.string($0) } == ["*"])
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3515 §2.1: Refer-To names whom to call")
    func referTo() throws {
        let message = try parse(request(adding: "r: \"Dave\" <sip:dave@denver.example.org?Replaces=12345%40x>"))
        #expect(message.string(message.referTo?.uri) == "sip:dave@denver.example.org?Replaces=12345%40x")
        #expect(try parse(request()).referTo == nil)
    }
}
