import Testing

@testable import Telephony

@Suite struct CallingCodeTests {
    private func read(_ line: String) -> CallingCode? { CallingCode(line: Array(line.utf8)[...], root: 3) }

    @Test func aLineIsCodeCountriesPrefixesLengthsAndBlocks() throws {
        let code = try #require(read("290 SH,TA:8:91 - 00,010 4,5 5! !8 !! %5"))
        #expect(code.code == 290)
        #expect(code.digitCount == 3)
        #expect(code.sharers.map(\.country.description) == ["SH", "TA"])
        #expect(code.sharers[1].leadingDigits == [Array("8".utf8), Array("91".utf8)])
        #expect(code.trunkPrefix.isEmpty)
        #expect(code.internationalPrefixes == ["00", "010"])
        #expect([3, 4, 5, 6].map(code.hasLength) == [false, true, true, false])
        #expect(code.bits(ofBlock: 1, length: 4) == 9.5)
        #expect(code.bits(ofBlock: 2, length: 5) == 11)
        #expect(code.bits(ofBlock: 4, length: 4) == 1.5)
        #expect([1, 2, 3, 4].map { code.country(ofBlock: $0).description } == ["SH", "SH", "TA", "TA"])
        #expect(code.homeBits == 1)
        // One of two lengths, and five digits.
        #expect(abs(code.bitsOfAny(length: 5) - 17.61) < 0.01)
        #expect(code.root == 3)
    }

    @Test func aCodeMayBelongToNoCountry() throws {
        let code = try #require(read("888 - - - 11 ! T"))
        #expect(code.sharers.isEmpty)
        #expect(code.internationalPrefixes.isEmpty)
        #expect(!code.hasLength(-1))
        #expect(!code.hasLength(.max))
    }

    @Test(arguments: ["", "46", "46 SE 0 00", "x SE 0 00 7 !", "46 SE 0 00 15 !", "46 SE 0 00 7"])
    func otherLinesAreNone(line: String) {
        #expect(read(line) == nil)
    }
}
