import NIOCore
import RFC4475Messages
import SIP
import Testing

@Suite("RFC 4475: all of it")
struct RFC4475Tests {
    @Test("There are fifty messages, each with a name of its own")
    func complete() {
        #expect(RFC4475.all.count == 50)
        #expect(Set(RFC4475.all.map(\.name)).count == 50)
    }

    @Test("The lengths that the messages announce are those that they have")
    func lengths() throws {
        // Written from the RFC's text, a message could lack an octet; Content-Length tells.
        let announced = RFC4475.all.filter {
            !["dblreq", "dblreq-second", "clerr", "ncl", "mcl01", "bigcode"].contains($0.name)
        }
        for message in announced {
            let parsed = try message.parse()
            #expect(parsed.defects.isDisjoint(with: [.init(.bodyTooShort), .init(.bodyTooLong)]), "\(message.name)")
        }
    }

    @Test("Every message but one is read, and that one is an error", arguments: RFC4475.all.indices)
    func read(index: Int) {
        let message = RFC4475.all[index]
        if message.name == "bigcode" {
            #expect(throws: SIPParseError.badStatusCode) { try message.parse() }
        } else {
            #expect(throws: Never.self) { try message.parse() }
        }
    }

    @Test(
        "Every message can be read to its last value and answered with a sound response", arguments: RFC4475.all.indices
    )
    func answered(index: Int) {
        guard let response = exercise(RFC4475.all[index].bytes) else {
            return #expect(RFC4475.all[index].name == "bigcode")
        }
        #expect(fault(inResponse: response) == nil)
    }

    @Test("Every message is framed alike in one piece and byte by byte", arguments: RFC4475.all.indices)
    func framed(index: Int) {
        let bytes = RFC4475.all[index].bytes
        let whole = FramedStream(segments: [bytes])
        #expect(!whole.frames.isEmpty)
        #expect(FramedStream(segments: bytes.readableBytesView.map { ByteBuffer(integer: $0) }).frames == whole.frames)
    }

    @Test("Of a stream of all valid messages, each is a frame")
    func stream() {
        let messages = RFC4475.valid.filter { !$0.name.hasPrefix("dblreq") }.map(\.bytes)
        // The URI of intmeth is text, the NUL and BEL of its To are not in its first line.
        #expect(FramedStream(segments: messages).frames == messages.map { .message(String(buffer: $0)) })
    }
}
