import NIOCore
import Testing

@testable import SIP

@Suite struct RTPHeaderTests {
    /// Version 2, payload type 0, and four bytes of payload.
    static let plain: [UInt8] = [
        0x80, 0x00, 0x12, 0x34, 0xDE, 0xAD, 0xBE, 0xEF, 0x01, 0x02, 0x03, 0x04, 0xFF, 0xFE, 0xFD, 0xFC,
    ]

    private func read(_ bytes: [UInt8]) -> (header: RTPHeader, payload: ByteRange)? {
        RTPHeader.read(bytes.span)
    }

    @Test func theFieldsInTheirPlaces() throws {
        let (header, payload) = try #require(read(Self.plain))
        #expect(!header.isMarked && header.payloadType == 0 && header.sequenceNumber == 0x1234)
        #expect(header.timestamp == 0xDEAD_BEEF && header.synchronizationSource == 0x0102_0304)
        #expect(payload == ByteRange(12, 16))
    }

    @Test func theMarkerIsNoPartOfThePayloadType() throws {
        var bytes = Self.plain
        bytes[1] = 0xFF
        let header = try #require(read(bytes)).header
        #expect(header.isMarked && header.payloadType == 127)
        bytes[1] = 0x80 | 101
        #expect(read(bytes)?.header.payloadType == 101)
    }

    @Test("Only version 2 is RTP", arguments: [0x00, 0x40, 0xC0] as [UInt8]) func otherVersions(first: UInt8) {
        #expect(read([first] + Self.plain.dropFirst()) == nil)
    }

    @Test(arguments: 0..<12) func aHeaderThatIsCutOff(length: Int) {
        #expect(read(Array(Self.plain.prefix(length))) == nil)
    }

    @Test func aPacketWithoutPayload() {
        #expect(read(Array(Self.plain.prefix(12)))?.payload == ByteRange(12, 12))
    }

    @Test("CC counts words behind the header", arguments: 0...15) func contributingSources(count: Int) {
        let sources = [UInt8](repeating: 0xCC, count: 4 * count)
        let bytes = [0x80 | UInt8(count)] + Self.plain[1..<12] + sources + [1, 2, 3]
        #expect(read(bytes)?.payload == ByteRange(12 + 4 * count, 15 + 4 * count))
        // One byte of the last source is missing.
        if count > 0 { #expect(read(Array(bytes.dropLast(4))) == nil) }
    }

    @Test("An extension states its length in words (§5.3.1)", arguments: [0, 1, 3, 256, 65_535])
    func extensions(words: Int) {
        let length = [UInt8(words >> 8), UInt8(words & 0xFF)]
        let head = [0x90] + Self.plain[1..<12] + [0xBE, 0xDE] + length
        let bytes = head + [UInt8](repeating: 0, count: 4 * words) + [9]
        #expect(read(bytes)?.payload == ByteRange(16 + 4 * words, 17 + 4 * words))
        #expect(read(Array(bytes.dropLast()))?.payload.isEmpty == true)
        if words > 0 { #expect(read(Array(bytes.dropLast(2))) == nil) }
        #expect(read(Array(head.dropLast())) == nil)
    }

    @Test func anExtensionBehindContributingSources() {
        let bytes = [0x92] + Self.plain[1..<12] + [0, 0, 0, 1, 0, 0, 0, 2, 0xBE, 0xDE, 0, 1, 7, 7, 7, 7, 5, 6]
        #expect(read(bytes)?.payload == ByteRange(28, 30))
    }

    @Test("The last byte counts the padding with itself")
    func padding() {
        let head = [0xA0] + Self.plain[1..<12]
        #expect(read(head + [1, 2, 0, 2])?.payload == ByteRange(12, 14))
        #expect(read(head + [1, 2, 3, 1])?.payload == ByteRange(12, 15))
        #expect(read(head + [0, 0, 0, 4])?.payload == ByteRange(12, 12))
        for wrong in [0, 5, 16, 255] as [UInt8] { #expect(read(head + [0, 0, 0, wrong]) == nil) }
        // Without payload the SSRC's last byte is no padding.
        #expect(read(head) == nil)
    }

    @Test func whatIsWrittenIsRead() throws {
        let header = RTPHeader(
            isMarked: true, payloadType: 101, sequenceNumber: 65_535, timestamp: .max,
            synchronizationSource: 0x8000_0001)
        var packet = ByteBuffer()
        header.write(to: &packet)
        #expect(packet.readableBytes == RTPHeader.size)
        let again = try #require(read(Array(packet.readableBytesView)))
        #expect(again.header == header && again.payload.isEmpty)
        var bytes = ByteBuffer()
        try #require(read(Self.plain)).header.write(to: &bytes)
        #expect(Array(bytes.readableBytesView) == Array(Self.plain.prefix(12)))
    }

    @Test func aPayloadTypeOfEightBitsDoesNotBecomeAMarker() {
        var packet = ByteBuffer()
        RTPHeader(payloadType: 255, sequenceNumber: 0, timestamp: 0, synchronizationSource: 0).write(to: &packet)
        #expect(packet.getInteger(at: 1) == 127 as UInt8?)
    }

    @Test func noBytesLeadOutside() {
        var generator = SeededGenerator(seed: 3_550)
        for _ in 0..<20_000 {
            var bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                UInt8.random(in: 0...255, using: &generator)
            }
            if !bytes.isEmpty { bytes[0] = bytes[0] & 0x3F | 0x80 }
            guard let (_, payload) = read(bytes) else { continue }
            #expect(payload.lowerBound >= 12 && payload.lowerBound <= payload.upperBound)
            #expect(payload.upperBound <= bytes.count)
        }
    }
}
