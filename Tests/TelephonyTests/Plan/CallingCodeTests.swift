import Testing

@testable import Telephony

@Suite struct CallingCodeTests {
    private func read(_ line: String) -> CallingCode? { CallingCode(line: Array(line.utf8)[...], root: 3) }

    @Test func aLineIsCodeCountriesPrefixesAndLengths() throws {
        let code = try #require(read("290 SH,TA:8:91 - 00,010 4:100 5"))
        #expect(code.code == 290)
        #expect(code.digitCount == 3)
        #expect(code.sharers.map(\.country.description) == ["SH", "TA"])
        #expect(code.sharers[1].leadingDigits == [Array("8".utf8), Array("91".utf8)])
        #expect(code.trunkPrefix.isEmpty)
        #expect(code.internationalPrefixes == ["00", "010"])
        #expect([3, 4, 5, 6].map(code.hasLength) == [false, true, true, false])
        // One of two lengths, and 10.0 bits.
        #expect(code.bits[4] == 11)
        #expect(code.root == 3)
    }

    @Test func aCodeMayBelongToNoCountry() throws {
        let code = try #require(read("888 - - - 11:365"))
        #expect(code.sharers.isEmpty)
        #expect(code.internationalPrefixes.isEmpty)
        #expect(!code.hasLength(-1))
        #expect(!code.hasLength(.max))
    }

    @Test(arguments: ["", "46", "46 SE 0 00", "x SE 0 00 7:2", "46 SE 0 00 15:3", "46 SE 0 00 x"])
    func otherLinesAreNone(line: String) {
        #expect(read(line) == nil)
    }
}
