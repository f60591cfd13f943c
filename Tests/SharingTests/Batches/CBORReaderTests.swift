import Testing

@testable import Sharing

struct CBORReaderTests {
    @Test(arguments: [0, 1, 23, 24, 255, 256, 65_535, 65_536, 0xFFFF_FFFF, 0x1_0000_0000, UInt64.max])
    func integersComeBack(value: UInt64) throws {
        var writer = CBORWriter()
        writer.append(value)
        var reader = CBORReader(writer.bytes[...])
        #expect(try reader.unsigned() == value)
        try reader.end()
    }

    /// RFC 8949 §4.2.1: the shortest head only, and no lengths that are not given.
    @Test(
        arguments: [
            [0x18, 0x17], [0x19, 0x00, 0xFF], [0x1A, 0, 0, 0xFF, 0xFF], [0x1B, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
            [0x1C],
            [0x1F], [0x18], [0x19, 1], [], [0x20], [0xC0, 0x00], [0xF5], [0xF9, 0, 0],
        ] as [[UInt8]])
    func anotherWayToWriteAnIntegerIsRefused(bytes: [UInt8]) {
        var reader = CBORReader(bytes[...])
        #expect(throws: DropReason.malformed) { try reader.unsigned() }
    }

    @Test(
        arguments: [[0x5F, 0x41, 0, 0xFF], [0x45, 1, 2], [0x5B, 255, 255, 255, 255, 255, 255, 255, 255]] as [[UInt8]])
    func aStringThatIsNotThereIsRefused(bytes: [UInt8]) {
        var reader = CBORReader(bytes[...])
        #expect(throws: DropReason.malformed) { try reader.string(0...8_192) }
    }

    @Test func aListLongerThanItsBoundIsRefusedBeforeItIsRead() {
        var reader = CBORReader([0x9A, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(throws: DropReason.malformed) { try reader.array(0...64) }
    }

    @Test func textIsPrintableASCII() throws {
        var reader = CBORReader([0x62, 0x61, 0x62, 0x61, 0x0A])
        #expect(try reader.text(1...8) == "ab")
        #expect(throws: DropReason.malformed) { try reader.text(1...8) }
    }
}
