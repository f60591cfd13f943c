import NIOCore
import RFC4475Messages
import SIP
import Testing

@Suite("Mutated messages")
struct MutationTests {
    /// What mutations begin with: the torture messages, and requests as attackers send them.
    static let seeds: [[UInt8]] =
        RFC4475.all.map { Array($0.bytes.readableBytesView) }
        + [
            ByteBuffer(
                head: request(
                    "REGISTER sip:192.0.2.1 SIP/2.0", cseq: "CSeq: 2 REGISTER",
                    adding:
                        #"Authorization: Digest username="100",realm="a\"b",nonce="1",uri="sip:x",response="0",nc=1"#,
                    "Contact: *", "Expires: 3600", "User-Agent: friendly-scanner", "Content-Length: 0")),
            ByteBuffer(
                head: request(
                    via: "Via: SIP/2.0/UDP [2001:db8::1]:5060;rport;received=192.0.2.9, SIP/2.0/TCP b;branch=2",
                    adding: "r: <tel:+1;phone-context=x>", "l: 3"), body: "a\n"),
        ].map { Array($0.readableBytesView) }

    /// Bytes that mean something to a parser, put where others were.
    private static let meaningful = Array("\r\n\r\n :;,\"<>\\=@/%[]?*\0\u{7F}".utf8) + [0x80, 0xFF]

    /// `bytes` with one to four faults, such as a part of one of `seeds` at its end.
    static func mutated(
        _ bytes: [UInt8], among seeds: [[UInt8]] = seeds, with generator: inout SeededGenerator
    ) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &generator)
            let end = min(bytes.count, place + Int.random(in: 1...60, using: &generator))
            switch Int.random(in: 0..<7, using: &generator) {
            case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 1: bytes[place] = meaningful.randomElement(using: &generator) ?? 0
            case 2: bytes.insert(meaningful.randomElement(using: &generator) ?? 0, at: place)
            case 3: bytes.removeSubrange(place..<end)
            case 4: bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &generator))
            case 5: bytes.removeSubrange(end...)
            default:
                let other = seeds.randomElement(using: &generator) ?? []
                bytes.replaceSubrange(
                    place..., with: other.dropFirst(Int.random(in: 0...other.count, using: &generator)))
            }
        }
        return bytes
    }

    @Test("Nothing traps, and no response carries a line that was not written", arguments: 0..<4)
    func messages(part: Int) {
        var generator = SeededGenerator(seed: UInt64(part))
        var answered = 0
        for _ in 0..<5_000 {
            let bytes = Self.mutated(Self.seeds.randomElement(using: &generator) ?? [], with: &generator)
            guard let response = exercise(ByteBuffer(bytes: bytes)) else { continue }
            answered += 1
            let fault = fault(inResponse: response)
            #expect(fault == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
        #expect(answered > 2_500)
    }

    @Test("What the typed values say agrees with the defects", arguments: 0..<2)
    func agreement(part: Int) {
        var generator = SeededGenerator(seed: 100 + UInt64(part))
        for _ in 0..<4_000 {
            let bytes = Self.mutated(Self.seeds.randomElement(using: &generator) ?? [], with: &generator)
            guard let message = try? SIPParser().parse(ByteBuffer(bytes: bytes)) else { continue }
            #expect(contradiction(in: message) == nil, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        }
    }

    @Test("A mutated stream gives the same frames in one piece and in many, and whole frames parse to their end")
    func streams() {
        var generator = SeededGenerator(seed: 7_118)
        for _ in 0..<1_500 {
            let seeds = (0..<3).flatMap { _ in Self.seeds.randomElement(using: &generator) ?? [] }
            let bytes = Self.mutated(seeds, with: &generator)
            let whole = FramedStream(segments: [ByteBuffer(bytes: bytes)])
            var segments: [ByteBuffer] = []
            var place = 0
            while place < bytes.count {
                let end = min(bytes.count, place + Int.random(in: 1...200, using: &generator))
                segments.append(ByteBuffer(bytes: bytes[place..<end]))
                place = end
            }
            #expect(FramedStream(segments: segments).frames == whole.frames)
            var framer = SIPStreamFramer()
            framer.append(ByteBuffer(bytes: bytes))
            while let frame = framer.next() {
                guard case .message(let frame) = frame, let message = try? SIPParser().parse(frame) else { continue }
                let length: [SIPDefect] = [.noEndOfHeaders, .bodyTooShort, .bodyTooLong, .badContentLength]
                #expect(!length.contains(where: message.defects.contains))
            }
        }
    }
}
