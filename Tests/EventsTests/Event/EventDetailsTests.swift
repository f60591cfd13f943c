import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct EventDetailsTests {
    private func details(
        _ method: String = "INVITE", _ further: [String] = [], body: String = ""
    ) throws -> EventDetails? {
        try ProbeEvent.make(message: .request(method, further: further, body: body)).details
    }

    private static let digest = """
        Digest username="100", realm="asterisk", nonce="1645/abc", uri="sip:192.0.2.1", response="6629fae4", \
        algorithm=MD5, cnonce="0a4f", qop=auth, nc=00000001, opaque="5ccc"
        """

    @Test(arguments: ["OPTIONS", "INVITE", "REGISTER", "BYE", "Foo"])
    func mostMessagesHaveNone(method: String) throws {
        #expect(try details(method) == nil)
        #expect(try details(method, ["Contact: <sip:1@h>", "X: Digest username=\"1\""]) == nil)
    }

    @Test func whatIsNoSIPHasNone() throws {
        #expect(try ProbeEvent.make(message: ByteBuffer(string: "GET / HTTP/1.1\r\n\r\n")).details == nil)
    }

    @Test(arguments: ["Authorization", "Proxy-Authorization"])
    func credentialsOfEitherField(name: String) throws {
        let found = try #require(try details("REGISTER", ["\(name): \(Self.digest)"]))
        let credentials = try #require(found.credentials)
        #expect(credentials.username == "100" && credentials.realm == "asterisk" && credentials.nonce == "1645/abc")
        #expect(credentials.uri == "sip:192.0.2.1" && credentials.response == "6629fae4")
        #expect(credentials.algorithm == "MD5" && credentials.qop == "auth" && credentials.cnonce == "0a4f")
        #expect(credentials.nonceCount == "00000001" && credentials.opaque == "5ccc")
        #expect(found.isPasswordRight == nil && found.dtmf == nil && found.text == nil && found.referTo == nil)
        #expect(found.mediaAddresses == [] && found.codecs == [])
    }

    @Test(arguments: ["Basic MTAwOjEwMA==", "Digest", "", "Bearer x"])
    func otherCredentialsAreNone(value: String) throws {
        #expect(try details("REGISTER", ["Authorization: \(value)"]) == nil)
    }

    @Test func aMessagesTextIsKept() throws {
        #expect(try details("MESSAGE", ["Content-Type: text/plain"], body: "two\r\nlines é")?.text == "two\r\nlines é")
        #expect(try details("MESSAGE", body: "v=0")?.text == "v=0")
        #expect(try details("MESSAGE") == nil)
        #expect(try details("NOTIFY", ["Content-Type: text/plain"], body: "hello") == nil)
    }

    @Test(
        "A long text is cut behind a whole character",
        arguments: [("x", 4_096), ("é", 4_096), ("日", 4_095), ("🙂", 4_096), ("a\u{301}\u{302}", 4_096)])
    func aLongTextIsCut(piece: String, length: Int) throws {
        let body = String(repeating: piece, count: 9_000 / piece.utf8.count)
        let text = try #require(try details("MESSAGE", body: body)?.text)
        #expect(text.utf8.count == length || text.utf8.count == length - 1)
        #expect(body.utf8.starts(with: text.utf8) && !text.contains("\u{FFFD}"))
    }

    @Test func bytesThatAreNoTextStayBounded() throws {
        var message = ByteBuffer.request("MESSAGE", body: String(repeating: "x", count: 9_000))
        message.setRepeatingByte(0x80, count: 9_000, at: message.writerIndex - 9_000)
        let text = try #require(try ProbeEvent.make(message: message).details?.text)
        #expect(text.unicodeScalars.count <= 4_096 && text.unicodeScalars.allSatisfy { $0 == "\u{FFFD}" })
    }

    @Test(arguments: [
        ("<sip:0044@h;user=phone?Replaces=1>;method=INVITE", "sip:0044@h;user=phone?Replaces=1"),
        ("\"Bob\" <tel:+44>", "tel:+44"), ("sip:1@h", "sip:1@h"), ("no address", "no address"),
    ])
    func whereACallIsReferred(value: String, target: String) throws {
        #expect(try details("REFER", ["Refer-To: \(value)"])?.referTo == target)
        #expect(try details("REFER", ["r: \(value)"])?.referTo == target)
    }

    @Test func aLongTargetIsCut() throws {
        let uri = "sip:" + String(repeating: "9", count: 1_000) + "@h"
        #expect(try details("REFER", ["Refer-To: <\(uri)>"])?.referTo == String(uri.prefix(256)))
        #expect(try details("REFER", ["Refer-To:"]) == nil)
    }

    private static let offer = """
        v=0\r\no=- 1 1 IN IP4 10.0.0.9\r\ns=-\r\nc=IN IP4 198.51.100.7\r\nt=0 0\r\n\
        m=audio 4000 RTP/AVP 0 8 101\r\na=rtpmap:101 telephone-event/8000\r\n
        """

    @Test func whatACallOffers() throws {
        let found = try #require(try details("INVITE", ["Content-Type: application/sdp"], body: Self.offer))
        #expect(Set(found.mediaAddresses) == ["198.51.100.7", "10.0.0.9"])
        #expect(found.codecs == ["PCMU/8000", "PCMA/8000", "telephone-event/8000"])
        #expect(try details("INVITE", ["Content-Type: text/plain"], body: Self.offer) == nil)
        #expect(try details("INVITE", ["Content-Type: application/sdp"], body: "nonsense") == nil)
    }

    @Test func allThatOneMessageHolds() throws {
        let found = try #require(
            try details(
                "INVITE", ["Proxy-Authorization: \(Self.digest)", "Refer-To: <sip:2@h>", "c: application/sdp"],
                body: Self.offer))
        #expect(found.credentials?.username == "100" && found.referTo == "sip:2@h" && found.codecs.count == 3)
    }

    @Test func judgingChangesNothingElse() throws {
        let found = try #require(
            try details("REFER", ["Authorization: \(Self.digest)", "Refer-To: <sip:2@h>"]))
        for isRight in [true, false] {
            let judged = found.judged(isPasswordRight: isRight)
            #expect(judged.isPasswordRight == isRight)
            #expect(judged.credentials == found.credentials && judged.referTo == "sip:2@h")
            #expect(judged.size == found.size)
        }
    }

    @Test func detailsDoNotHoldWhatWasReadWithThem() throws {
        let event = try ProbeEvent.make(message: .request("MESSAGE", body: "text"))
        #expect(event.size == event.message.readableBytes + 4)
        #expect(event.detached.details?.text == "text")
    }
}
