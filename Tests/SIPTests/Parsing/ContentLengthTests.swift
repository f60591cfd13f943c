import NIOCore
import SIP
import Testing

@Suite("Content-Length and the body")
struct ContentLengthTests {
    @Test("RFC 3261 §7.4, §18.3: the body is as long as Content-Length says")
    func exact() throws {
        let message = try parse(request(adding: "Content-Length: 6"), body: "v=0\n\0")
        #expect(message.string(message.body) == "v=0 \0")
        #expect(message.body.count == 6)
        #expect(message.contentLength == 6)
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §18.3: without Content-Length the body is the rest of the datagram")
    func absent() throws {
        let message = try parse(request(), body: "all of it")
        #expect(message.string(message.body) == "all of it")
        #expect(message.contentLength == nil)
        #expect(message.defects.isEmpty)
    }

    @Test("RFC 3261 §18.3: bytes behind the body are cut off")
    func tooLong() throws {
        let message = try parse(request(adding: "Content-Length: 4"), body: "body and more")
        #expect(message.string(message.body) == "body")
        #expect(message.defects == [SIPDefects(.bodyTooLong)])
        #expect(message.defects.isDisjoint(with: .badRequest))
    }

    @Test(
        "RFC 3261 §18.3: a body shorter than its Content-Length is bad, but kept", arguments: [5, 9_999, 4_294_967_295])
    func tooShort(length: Int) throws {
        let message = try parse(request(adding: "Content-Length: \(length)"), body: "body")
        #expect(message.string(message.body) == "body")
        #expect(message.defects == [SIPDefects(.bodyTooShort)])
        #expect(!message.defects.isDisjoint(with: .badRequest))
    }

    @Test(
        "RFC 3261 §20.14: a Content-Length that is not a number is bad, and the body is all there is",
        arguments: ["", "-1", "+4", "4x", "0x4", "4 4", "4,4", "4.0", "99999999999999999999", "4294967296", "\u{662}"])
    func notANumber(value: String) throws {
        let message = try parse(request(adding: "Content-Length: \(value)"), body: "body")
        #expect(message.defects == [SIPDefects(.badContentLength)])
        #expect(message.string(message.body) == "body")
        #expect(message.contentLength == nil)
    }

    @Test("RFC 4475 §3.3.9: two lengths that differ are bad, the same one twice is not")
    func twice() throws {
        let different = try parse(request(adding: "Content-Length: 4", "l: 2"), body: "body")
        #expect(different.defects == [SIPDefects(.badContentLength)])
        #expect(different.string(different.body) == "body")
        let same = try parse(request(adding: "Content-Length: 4", "l: 0004"), body: "body")
        #expect(same.defects.isEmpty)
    }

    @Test("RFC 3261 §7.3.1: leading zeros, white space and folding do not change a length")
    func spellings() throws {
        for field in ["l:4", "Content-Length  :  0000000000000000000000004  ", "CONTENT-LENGTH:\n 4\n "] {
            let message = try parse(request(adding: field), body: "body")
            #expect(message.contentLength == 4)
            #expect(message.defects.isEmpty)
        }
    }

    @Test("RFC 3261 §18.3: a length of zero leaves no body, and a body of line ends is a body")
    func zeroAndLineEnds() throws {
        #expect(try parse(request(adding: "l: 0")).body.isEmpty)
        let message = try parse(request(adding: "l: 2"), body: "\n")
        #expect(message.body.count == 2)
        #expect(message.defects.isEmpty)
    }
}
