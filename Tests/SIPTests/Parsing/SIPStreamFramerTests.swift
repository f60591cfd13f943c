import NIOCore
import SIP
import Testing

@Suite("Framing of a stream")
struct SIPStreamFramerTests {
    private let options = request(adding: "Content-Length: 0").withLineEnds + "\r\n\r\n"
    private let message =
        request("MESSAGE sip:a@b SIP/2.0", cseq: "CSeq: 1 MESSAGE", adding: "l: 5").withLineEnds + "\r\n\r\nhello"

    @Test("RFC 3261 §18.3: a message in one segment is one frame, and ends nowhere else")
    func oneMessage() {
        #expect(FramedStream([message]).frames == [.message(message)])
        #expect(FramedStream([options]).frames == [.message(options)])
    }

    @Test("RFC 3261 §18.3: several messages in one segment are as many frames")
    func severalInOneSegment() {
        #expect(
            FramedStream([options + message + message + options]).frames == [
                .message(options), .message(message), .message(message), .message(options),
            ])
    }

    @Test("A message is given out as soon as it is whole, and not before")
    func whenWhole() {
        var framer = SIPStreamFramer()
        framer.append(ByteBuffer(string: String(message.dropLast())))
        #expect(framer.next() == nil)
        #expect(framer.pendingBytes == message.utf8.count - 1)
        framer.append(ByteBuffer(string: "o" + "SIP"))
        #expect(framer.next() == .message(ByteBuffer(string: message)))
        #expect(framer.next() == nil)
        #expect(framer.pendingBytes == 3)
    }

    @Test("RFC 3261 §20.14: without Content-Length a message has no body")
    func withoutContentLength() {
        let bare = request().withLineEnds + "\r\n\r\n"
        #expect(FramedStream([bare + options]).frames == [.message(bare), .message(options)])
    }

    @Test("RFC 3261 §7.3.1: Content-Length is read in any case, folded, compact, and from no other line")
    func spellingsOfContentLength() {
        let fields = [
            "CONTENT-length : 5", "l:5", "Content-Length:\n   5", "L:  0005  ", "Subject: x\n Content-Length: 9\nl: 5",
        ]
        for field in fields {
            let text = request(adding: "X-Content-Length: 3", field).withLineEnds + "\r\n\r\nhello"
            #expect(FramedStream([text + options]).frames == [.message(text), .message(options)])
        }
    }

    @Test("Lines that end with a bare line feed are framed too")
    func bareLineFeeds() {
        let text = request(adding: "l: 2") + "\n\nab"
        #expect(FramedStream([text + text]).frames == [.message(text), .message(text)])
    }

    @Test("RFC 5626 §3.5.1: CRLFCRLF between messages is a keep-alive, however it comes")
    func keepAlive() {
        #expect(FramedStream(["\r\n\r\n"]).frames == [.keepAlive])
        #expect(FramedStream(["\r", "\n", "\r", "\n"]).frames == [.keepAlive])
        #expect(
            FramedStream([options, "\r\n", "\r\n", options]).frames == [
                .message(options), .keepAlive, .message(options),
            ])
        #expect(FramedStream(["\r\n\r\n\r\n\r\n"]).frames == [.keepAlive, .keepAlive])
    }

    @Test("RFC 3261 §7.5: other line ends between messages are ignored")
    func lineEndsBetween() {
        #expect(
            FramedStream(["\r\n" + options + "\n\n\r\n" + options + "\r\n"]).frames == [
                .message(options), .message(options),
            ])
        #expect(FramedStream(["\r\r\n", options]).frames == [.message(options)])
        #expect(FramedStream(["\r\n", "\r", options]).frames == [.message(options)])
    }

    @Test(
        "RFC 3261 §7.5: line ends that a peer leaves behind when it closes are nothing",
        arguments: ["", "\r", "\r\n", "\n\r\n"])
    func lineEndsAtTheEnd(rest: String) {
        #expect(FramedStream([options + rest]).frames == [.message(options)])
    }

    @Test(
        "RFC 3261 §18.3: a Content-Length that is bad, or two that differ, end the stream",
        arguments: ["l: x", "l: -1", "l:", "l: 99999999999999999999", "l: 1\nContent-Length: 2", "l: 5 5"])
    func badContentLength(field: String) {
        let text = request(adding: field).withLineEnds + "\r\n\r\nhello"
        let stream = FramedStream([options + text])
        #expect(stream.frames == [.message(options), .broken(.badContentLength)])
        #expect(stream.leftover == text)
    }

    @Test("RFC 3261 §18.3: the same Content-Length twice is one")
    func sameContentLengthTwice() {
        let text = request(adding: "l: 5", "Content-Length: 05").withLineEnds + "\r\n\r\nhello"
        #expect(FramedStream([text]).frames == [.message(text)])
    }

    @Test(
        "A Content-Length beyond the limit ends the stream at once, without waiting for the bytes",
        arguments: [65_536, 4_294_967_295])
    func hugeContentLength(length: Int) {
        var framer = SIPStreamFramer()
        framer.append(ByteBuffer(head: request(adding: "Content-Length: \(length)")))
        guard case .broken(_, .tooLarge)? = framer.next() else {
            Issue.record("still waiting")
            return
        }
        #expect(framer.pendingBytes == 0)
    }

    @Test("A message of exactly the limit is framed, one byte more is not")
    func limit() {
        var limits = SIPLimits()
        limits.message = message.utf8.count
        #expect(FramedStream([message], limits: limits).frames == [.message(message)])
        limits.message -= 1
        #expect(FramedStream([message], limits: limits).frames == [.broken(.tooLarge)])
    }

    @Test("Headers without an end are given up at the limit")
    func endlessHeaders() {
        var framer = SIPStreamFramer()
        framer.append(ByteBuffer(string: "OPTIONS sip:a SIP/2.0\r\n"))
        let line = ByteBuffer(string: "Subject: " + String(repeating: "x", count: 989) + "\r\n")
        var appended = 0
        while framer.next() == nil, appended < 100 {
            framer.append(line)
            appended += 1
        }
        #expect(appended == 66)
        #expect(framer.pendingBytes == 0)
    }

    @Test("What cannot be SIP is given up without waiting for an end of headers")
    func notSIP() {
        let handshake = ByteBuffer(bytes: [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03])
        #expect(FramedStream(segments: [handshake]).frames == [.broken(.notSIP)])
        #expect(FramedStream(["\0\0\0\0"]).frames == [.broken(.notSIP)])
        #expect(FramedStream(["OPTIONS sip:\u{1B}[2J@b SIP/2.0\r\n"]).frames == [.broken(.notSIP)])
        let endless = String(repeating: "A", count: 8_192 + 65)
        #expect(FramedStream([endless]).frames == [.broken(.notSIP)])
        #expect(FramedStream([String(endless.dropLast())]).frames == [.broken(.truncated)])
    }

    @Test("Another protocol's text is framed, so that it can be recorded")
    func otherProtocols() {
        let text = "GET / HTTP/1.1\r\nHost: x\r\n\r\n"
        #expect(FramedStream([text]).frames == [.message(text)])
    }

    @Test("Binary bytes behind the first line do not end a stream")
    func binaryBody() {
        let text = request(adding: "l: 4").withLineEnds + "\r\n\r\n\0\u{1}\r\n"
        #expect(FramedStream([text, options]).frames == [.message(text), .message(options)])
    }

    @Test("A peer that closes in the middle of a message leaves what it sent", arguments: [1, 40, 150])
    func truncated(count: Int) {
        let part = String(message.prefix(count))
        let stream = FramedStream([options, part])
        #expect(stream.frames == [.message(options), .broken(.truncated)])
        #expect(stream.leftover == part)
    }

    @Test("Nothing comes of a broken stream any more")
    func afterBreak() {
        var framer = SIPStreamFramer()
        framer.append(ByteBuffer(string: "\0"))
        #expect(framer.next() == .broken(ByteBuffer(string: "\0"), .notSIP))
        framer.append(ByteBuffer(string: options))
        #expect(framer.next() == nil)
        #expect(framer.finish() == nil)
        #expect(framer.pendingBytes == 0)
    }

    @Test("An idle stream is nothing")
    func idle() {
        var framer = SIPStreamFramer()
        #expect(framer.next() == nil)
        #expect(framer.finish() == nil)
        framer.append(ByteBuffer())
        #expect(framer.next() == nil)
    }

    @Test("The parser takes a frame as the framer cut it", arguments: ["l: 5", "Content-Length:\n 5", "l: 5\nl: 05"])
    func frameAndMessageAgree(field: String) throws {
        let text = request(adding: field).withLineEnds + "\r\n\r\nhello"
        #expect(FramedStream([text + options]).frames.first == .message(text))
        let parsed = try parse(raw: text)
        #expect(parsed.string(parsed.body) == "hello")
        #expect(parsed.defects.isEmpty)
    }
}
