import Testing

@testable import Events

@Suite struct HexadecimalTests {
    @Test func twoLowerCaseDigitsAByte() {
        #expect([0x00, 0x0F, 0xA9, 0xFF].hexadecimal == "000fa9ff")
        #expect([UInt8]().hexadecimal == "")
    }

    @Test func whatIsWrittenIsReadAgain() {
        let all = (0...255).map { UInt8($0) }
        #expect([UInt8](hexadecimal: all.hexadecimal) == all)
    }

    @Test(arguments: ["0", "0g", "0A", "0x10", " 00", "é0"])
    func nothingElseIsRead(_ text: String) {
        #expect([UInt8](hexadecimal: text) == nil)
    }
}
