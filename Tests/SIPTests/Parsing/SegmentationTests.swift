import NIOCore
import SIP
import Testing

@Suite("Segmentation of a stream")
struct SegmentationTests {
    private static let register = request(
        "REGISTER sip:192.0.2.1 SIP/2.0", cseq: "CSeq: 1 REGISTER", adding: "Subject: folded", " over",
        "Content-Length: 0")
    private static let invite = request("INVITE sip:1@b SIP/2.0", cseq: "CSeq: 2 INVITE", adding: "l:\n 9")
    private static let good =
        String(buffer: ByteBuffer(head: register)) + String(buffer: ByteBuffer(head: invite, body: "v=0\nabcd"))

    static let streams = [
        good, "\r\n\r\n" + good + "\r\n\r\n\r\n" + good + "\r\n", request(adding: "l: 1") + "\n\nx\n\r\n\r\n" + good,
        good + request(adding: "l: 1", "l: 2").withLineEnds + "\r\n\r\nxx", good + "\u{1}\r\n\r\n" + good,
        good + "OPTIONS sip:a\u{0} SIP/2.0\r\nl: x\r\n\r\n",
        good + request(adding: "l: 70000").withLineEnds + "\r\n\r\n",
        good + "half a mess", good + "\r\r\n\r\n\n\n\r", "a\n\nb\n\r\n\rc\r\n\nd\n\r\r\n\n",
    ]

    /// Frames must be the same ones; a broken stream may be given up with fewer bytes, for it is given up
    /// as soon as it can be.
    private func expectSame(_ segments: [ByteBuffer], as whole: FramedStream, limits: SIPLimits, _ note: String) {
        let stream = FramedStream(segments: segments, limits: limits)
        #expect(stream.frames == whole.frames, "\(note)")
        #expect(whole.leftover.utf8.starts(with: stream.leftover.utf8), "\(note)")
    }

    private func cut(_ stream: String, every size: Int) -> [ByteBuffer] {
        let bytes = Array(stream.utf8)
        return stride(from: 0, to: bytes.count, by: size).map {
            ByteBuffer(bytes: bytes[$0..<min($0 + size, bytes.count)])
        }
    }

    @Test("RFC 3261 §18.3: a stream cut at any one place gives the same frames", arguments: streams)
    func cutOnce(stream: String) {
        let whole = FramedStream([stream])
        let bytes = Array(stream.utf8)
        for place in 0...bytes.count {
            let segments = [ByteBuffer(bytes: bytes[..<place]), ByteBuffer(bytes: bytes[place...])]
            expectSame(segments, as: whole, limits: SIPLimits(), "cut at \(place)")
        }
    }

    @Test(
        "RFC 3261 §18.3: a stream that comes byte by byte, or in small pieces, gives the same frames",
        arguments: streams)
    func smallPieces(stream: String) {
        let whole = FramedStream([stream])
        for size in 1...9 {
            expectSame(cut(stream, every: size), as: whole, limits: SIPLimits(), "pieces of \(size)")
        }
    }

    @Test("With small limits too, pieces and whole are given up for the same reason", arguments: streams)
    func smallLimits(stream: String) {
        var limits = SIPLimits()
        for (message, fields, uri) in [(200, 256, 40), (330, 3, 8_192), (1_000, 7, 0), (20, 256, 8_192), (40, 256, 10)]
        {
            (limits.message, limits.headerFields, limits.uri) = (message, fields, uri)
            let whole = FramedStream([stream], limits: limits)
            for size in [1, 2, 3, 17, 64] {
                expectSame(cut(stream, every: size), as: whole, limits: limits, "limit \(message), pieces of \(size)")
            }
        }
    }

    @Test("Random streams in random pieces give the same frames")
    func random() {
        var generator = SeededGenerator(seed: 4_475)
        let parts = [
            "\r\n", "\n", "\r", "\r\n\r\n", "l: 3\r\n", "l:\r\n 2\r\n", "l: 4\n", "OPTIONS sip:a SIP/2.0", "x", " ",
            "\0",
        ]
        for _ in 0..<3_000 {
            let stream = (0..<Int.random(in: 1...24, using: &generator))
                .compactMap { _ in parts.randomElement(using: &generator) }.joined()
            let whole = FramedStream([stream])
            let bytes = Array(stream.utf8)
            var segments: [ByteBuffer] = []
            var place = 0
            while place < bytes.count {
                let end = min(bytes.count, place + Int.random(in: 1...7, using: &generator))
                segments.append(ByteBuffer(bytes: bytes[place..<end]))
                place = end
            }
            expectSame(segments, as: whole, limits: SIPLimits(), stream.debugDescription)
        }
    }

    @Test("A peer that always leaves half a message behind does not make the framer grow")
    func boundedMemory() throws {
        let messages = Array(Self.good.utf8)
        let half = messages.prefix(200)
        let rest = ByteBuffer(bytes: messages.dropFirst(200) + half)
        var framer = SIPStreamFramer()
        framer.append(ByteBuffer(bytes: half))
        var frames = 0
        var largest = 0
        for _ in 0..<5_000 {
            framer.append(rest)
            while let frame = framer.next() {
                guard case .message = frame else { break }
                frames += 1
            }
            largest = max(largest, framer.pendingBytes)
        }
        #expect(frames == 10_000)
        #expect(largest == 200)
        let pending = try #require(Mirror(reflecting: framer).descendant("pending") as? ByteBuffer)
        #expect(pending.capacity <= 4_096)
    }
}
