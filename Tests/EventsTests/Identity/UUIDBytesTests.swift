import Foundation
import Testing

@testable import Events

@Suite struct UUIDBytesTests {
    static let text = "01890a5d-ac96-774b-bcce-b302099a8057"
    static let uuid = UUIDBytes(high: 0x0189_0A5D_AC96_774B, low: 0xBCCE_B302_099A_8057)

    @Test func textBothWays() {
        #expect(Self.uuid.description == Self.text)
        #expect(UUIDBytes(Self.text) == Self.uuid)
    }

    @Test func upperCaseIsReadAndWrittenLow() {
        #expect(UUIDBytes(Self.text.uppercased())?.description == Self.text)
    }

    @Test(arguments: [
        "", "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
        "01890a5dac96774bbcceb302099a8057----", "01890a5d-ac96-774b-bcceb-302099a8057",
        "01890a5d-ac96-774b-bcce-b302099a805g", "{1890a5d-ac96-774b-bcce-b302099a805}",
        "01890a5d+ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a80é",
    ])
    func readsNothingElse(text: String) {
        #expect(UUIDBytes(text) == nil)
    }

    @Test func bytesAreInNetworkOrder() {
        let bytes: [UInt8] = [
            0x01, 0x89, 0x0A, 0x5D, 0xAC, 0x96, 0x77, 0x4B, 0xBC, 0xCE, 0xB3, 0x02, 0x09, 0x9A, 0x80, 0x57,
        ]
        #expect(Self.uuid.bytes == bytes)
        #expect(UUIDBytes(bytes: bytes) == Self.uuid)
    }

    @Test(arguments: [0, 15, 17])
    func sixteenBytesOrNone(count: Int) {
        #expect(UUIDBytes(bytes: [UInt8](repeating: 1, count: count)) == nil)
    }

    @Test("A random one has version 4 and the variant of RFC 9562 §4.1, §4.2")
    func random() throws {
        var seen: Set<UUIDBytes> = []
        for _ in 0..<200 {
            let uuid = UUIDBytes.random()
            seen.insert(uuid)
            #expect(uuid.high >> 12 & 0xF == 4)
            #expect(uuid.low >> 62 == 0b10)
            #expect(UUID(uuidString: uuid.description)?.uuidString.lowercased() == uuid.description)
        }
        #expect(seen.count == 200)
    }
}
