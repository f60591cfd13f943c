import NIOCore
import SIP
import Testing

@Suite("Text of a message")
struct SIPMessageTextTests {
    @Test("RFC 3261 §7.3.1: folded lines are joined by one space")
    func folded() throws {
        let message = try parse(request(adding: "Subject: one\n \t two\n three"))
        #expect(message.text(of: .subject) == ["one two three"])
    }

    @Test("Bytes that are not UTF-8 become U+FFFD, and others stay")
    func notUTF8() throws {
        var bytes = ByteBuffer(string: request().withLineEnds + "\r\nUser-Agent: a")
        bytes.writeBytes([0xFF, 0x00, 0xC3])
        bytes.writeString("z\u{431}\r\n\r\n")
        let message = try SIPParser().parse(bytes)
        #expect(message.string(message.userAgent) == "a\u{FFFD}\0\u{FFFD}z\u{431}")
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §25.1: unquoting drops the quotes and takes escaped bytes as they are")
    func unquoted() throws {
        let cases = [
            (#""plain""#, "plain"), (#""""#, ""), (#""a\"b""#, #"a"b"#), (#""a\\""#, #"a\"#), ("bare", "bare"),
            (#"""#, #"""#),
            (#""\a\b""#, "ab"), (#"a"b""#, #"a"b""#), (#""\"#, #""\"#),
        ]
        for (written, read) in cases {
            let message = try parse(request(adding: "Subject: \(written)"))
            let value = try #require(message.value(.subject))
            #expect(message.unquoted(value) == read)
        }
    }

    @Test("Ranges count from the first readable byte, wherever that is in the buffer")
    func readerIndex() throws {
        var bytes = ByteBuffer(string: "skipped")
        bytes.moveReaderIndex(forwardBy: 7)
        bytes.writeImmutableBuffer(ByteBuffer(head: request(adding: "l: 2"), body: "ok"))
        let message = try SIPParser().parse(bytes)
        #expect(message.requestURIRange?.lowerBound == 8)
        #expect(message.string(message.topVia?.host) == "198.51.100.7")
        #expect(message.string(message.body) == "ok")
    }

    @Test("A range beyond the message is empty text, not a trap")
    func rangeBeyond() throws {
        let message = try parse(request())
        let beyond = ByteRange(10, 1_000_000)
        #expect(message.string(beyond) == "")
        #expect(message.unquoted(beyond) == "")
        #expect(message.unescaped(beyond) == "")
    }

    @Test("RFC 3261 §20.5: Content-Type is given as it stands")
    func contentType() throws {
        let message = try parse(request(adding: "c: application/sdp;charset=x"))
        #expect(message.string(message.contentType) == "application/sdp;charset=x")
        #expect(try parse(request()).contentType == nil)
    }
}
