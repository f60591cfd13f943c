import NIOCore
import Testing

@testable import SIP

@Suite struct ByteAppenderTests {
    /// What `body` appends to memory of exactly `room` bytes and the eight behind them, which must stay as they are.
    private func appended(room: Int = 64, _ body: (inout ByteAppender) -> Void) -> String {
        var text = ""
        withUnsafeTemporaryAllocation(byteCount: room + 8, alignment: 8) { memory in
            memory.initializeMemory(as: UInt8.self, repeating: 0xEE)
            guard let start = memory.baseAddress else { return }
            var appender = ByteAppender(UnsafeMutableRawBufferPointer(rebasing: memory[..<room]), start: start)
            body(&appender)
            text = String(decoding: memory[..<appender.count(from: start)], as: UTF8.self)
            #expect(memory[room...].allSatisfy { $0 == 0xEE })
        }
        return text
    }

    @Test func hexadecimal() {
        #expect(appended { $0.append(hexadecimal: 0x0123_4567, digits: 8) } == "01234567")
        #expect(appended { $0.append(hexadecimal: 0x89AB_CDEF, digits: 8) } == "89abcdef")
        #expect(appended { $0.append(hexadecimal: 0xABCD_0F9A, digits: 4) } == "0f9a")
        #expect(appended { $0.append(hexadecimal: 7, digits: 1) } == "7")
    }

    @Test(arguments: [
        0, 1, 9, 10, 99, 100, 255, 5_060, 65_535, 9_999_999, 10_000_000, 99_999_999, 100_000_000, 1_000_000_001,
        1_234_567_890_123_456_789, .max,
    ])
    func decimal(value: Int) {
        #expect(appended { $0.append(decimal: value) } == "\(value)")
    }

    @Test func decimalOfAWidth() {
        #expect(appended { $0.append(decimal: 7, width: 9) } == "000000007")
        #expect(appended { $0.append(decimal: 2026, width: 4) } == "2026")
        #expect(appended { $0.append(decimal: UInt32.max, width: 9) } == "294967295")
    }

    @Test func aWordInPart() {
        let word = UInt64(littleEndian: 0x6867_6665_6463_6261)
        for count in 0...8 { #expect(appended { $0.append(word, count: count) } == "abcdefgh".prefix(count)) }
    }

    @Test(arguments: 0...8)
    func nothingIsWrittenBehindTheEnd(room: Int) {
        let word = UInt64(littleEndian: 0x6867_6665_6463_6261)
        #expect(appended(room: room) { $0.append(word) } == "abcdefgh".prefix(room))
        #expect(appended(room: room) { $0.append(hexadecimal: 0x0123_4567, digits: 8) } == "01234567".prefix(room))
        #expect(appended(room: room) { $0.append(decimal: 123_456_789, width: 9) } == "")
        #expect(appended(room: room) { $0.append(decimal: 1_234_567) } == "1234567".prefix(room))
        #expect(appended(room: room) { $0.append(" 1234567") } == (room == 8 ? " 1234567" : ""))
    }
}
