import NIOCore
import Testing

@testable import SIP

@Suite struct TelephoneEventTests {
    private func read(_ bytes: [UInt8], at offset: Int = 0) -> TelephoneEvent? {
        TelephoneEvent(bytes.span, at: offset)
    }

    @Test func theFieldsInTheirPlaces() throws {
        let event = try #require(read([11, 0x8A, 0x03, 0x20]))
        #expect(event == TelephoneEvent(code: 11, isEnd: true, volume: 10, duration: 800))
        #expect(event.key == "#")
    }

    @Test("The reserved bit is ignored (§2.3.2)") func reserved() throws {
        let event = try #require(read([5, 0x7F, 0xFF, 0xFF]))
        #expect(!event.isEnd && event.volume == 63 && event.duration == 65_535)
    }

    @Test func sixteenKeys() {
        let keys = (0...255).map { TelephoneEvent(code: $0, isEnd: false, duration: 1).key }
        #expect(String(keys.compactMap(\.self)) == "0123456789*#ABCD")
        #expect(keys.prefix(16).allSatisfy { $0 != nil })
    }

    @Test func onlyAWholeReportIsRead() {
        let bytes: [UInt8] = [1, 2, 3, 4, 5, 6]
        #expect(read(bytes, at: 2)?.code == 3)
        for offset in [-1, 3, 6, 7, .max, .min] { #expect(read(bytes, at: offset) == nil) }
        #expect(read([]) == nil)
    }

    @Test(arguments: [
        TelephoneEvent(code: 0, isEnd: false, volume: 0, duration: 0),
        TelephoneEvent(code: 255, isEnd: true, volume: 63, duration: .max),
        TelephoneEvent(code: 9, isEnd: false, volume: 7, duration: 0x1234),
    ])
    func whatIsWrittenIsRead(event: TelephoneEvent) {
        var payload = ByteBuffer()
        event.write(to: &payload)
        let bytes = Array(payload.readableBytesView)
        #expect(bytes.count == TelephoneEvent.size)
        #expect(read(bytes) == event)
    }
}
