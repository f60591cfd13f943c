import Foundation
import NIOCore
import SIP
import Testing

@testable import Events

@Suite struct ByteAppenderJSONTests {
    private func json(_ bytes: [UInt8]) -> [UInt8] {
        var buffer = ByteBuffer()
        buffer.append(atMost: ByteAppender.longestJSONEscape * bytes.count + 2) { $0.append(jsonString: bytes.span) }
        return Array(buffer.readableBytesView)
    }

    private func text(_ bytes: [UInt8]) -> String { String(decoding: json(bytes), as: UTF8.self) }

    private func decoded(_ bytes: [UInt8]) throws -> String? {
        try JSONSerialization.jsonObject(with: Data(json(bytes)), options: .fragmentsAllowed) as? String
    }

    @Test("Every byte gives one line of valid JSON that stands for it (RFC 8259 §7)", arguments: 0...255)
    func everyByte(byte: Int) throws {
        let alone = [UInt8(byte)]
        #expect(try decoded(alone)?.unicodeScalars.map(\.value) == [UInt32(byte)])
        #expect(try decoded([0x61] + alone + [0x62])?.unicodeScalars.map(\.value) == [0x61, UInt32(byte), 0x62])
        #expect(!json(alone).contains { $0 < 0x20 })
    }

    @Test(
        arguments: [
            ([], "\"\""), ([0x0D, 0x0A], #""\r\n""#), ([0x09], #""\t""#), ([0x22, 0x5C], #""\"\\""#),
            ([0], #""\u0000""#), ([0x1B], #""\u001b""#), ([0x7F], "\"\u{7F}\""), ([0x2F], "\"/\""),
            ([0xFF], #""\u00ff""#),
            ([0xE9, 0x20], #""\u00e9 ""#),
        ] as [([UInt8], String)])
    func escapes(bytes: [UInt8], expected: String) {
        #expect(text(bytes) == expected)
    }

    @Test(arguments: ["é", "ß€", "\u{0800}", "\u{D7FF}\u{E000}", "\u{FFFD}", "\u{10000}", "\u{10FFFF}", "日本語 🙂 x"])
    func validUTF8Stays(value: String) {
        #expect(text(Array(value.utf8)) == "\"\(value)\"")
    }

    @Test(
        "Sequences that Unicode's table 3-7 forbids are escaped byte by byte",
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF],
            [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
            [0x80], [0xBF, 0xBF], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x99], [0xFE, 0xFF],
        ] as [[UInt8]])
    func invalidUTF8IsEscaped(bytes: [UInt8]) {
        let escapes = bytes.map { String(format: "\\u%04x", $0) }.joined()
        #expect(text(bytes) == "\"\(escapes)\"")
    }

    @Test func aBrokenSequenceTakesNothingWithIt() {
        #expect(text([0xC3, 0x41]) == #""\u00c3A""#)
        #expect(text([0xE2, 0x82, 0xC3, 0xA9]) == "\"\\u00e2\\u0082é\"")
        #expect(text([0xF0, 0x9F, 0x99, 0x0A]) == #""\u00f0\u009f\u0099\n""#)
    }

    @Test(arguments: [UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x1F, 0x80, 0x7F, 0x20])
    func aByteAtEachPlaceOfAWord(byte: UInt8) throws {
        for length in 1...24 {
            for place in 0..<length {
                var bytes = [UInt8](repeating: UInt8(ascii: "x"), count: length)
                bytes[place] = byte
                let expected = bytes.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\u{80}" }.joined()
                #expect(try decoded(bytes) == expected)
            }
        }
    }

    @Test func pairsOfAnyBytesStayValid() throws {
        for first in UInt8.min...UInt8.max {
            var line: [UInt8] = []
            for second in UInt8.min...UInt8.max { line += [first, second, 0x20] }
            let decoded = try decoded(line)
            // Valid pairs are one character, all others are two.
            let joined = (0xC2...0xDF).contains(first) ? 64 : 0
            #expect(decoded?.unicodeScalars.count == 768 - joined)
        }
    }
}
