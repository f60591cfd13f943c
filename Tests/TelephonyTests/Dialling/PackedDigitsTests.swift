import Testing

@testable import Telephony

@Suite struct PackedDigitsTests {
    private func packed(_ digits: String) -> PackedDigits {
        var packed = PackedDigits()
        for byte in digits.utf8 { packed.append(byte & 15) }
        return packed
    }

    private func text(_ packed: PackedDigits) -> String { packed.withASCII { $0.text } }

    @Test(arguments: [
        "", "0", "0046500729221", "1234567890123456", "12345678901234567890123456789012345678901234567890",
    ])
    func theLastFortyDigitsAreKept(digits: String) {
        #expect(text(packed(digits)) == String(digits.suffix(40)))
        #expect(packed(digits).count == min(40, digits.count))
    }

    @Test func digitsAreCountedFromTheEnd() {
        let digits = packed("98765432109876543210987654321098765432101")
        #expect(digits.digit(before: 0) == 1)
        #expect(digits.digit(before: 1) == 0)
        #expect(digits.digit(before: 39) == 8)
        #expect(digits.digit(before: 40) == 0)
        #expect(digits.digit(before: 47) == 0)
    }

    @Test func endingsOfTheSameDigitsAreOne() {
        #expect(packed("0046500729221").ending(7) == packed("810729221").ending(7))
        #expect(packed("0046500729221").ending(7) != packed("1729221").ending(7))
        #expect(packed("0000000").ending(7) != packed("0000000").ending(6))
        #expect(packed("0046500729221").ending(11).length == 11)
    }

    @Test func theOrderOfReversedEndingsIsThatOfTheDigitsFromTheEnd() {
        let sorted = ["100", "2100", "001", "11", "21", "09", "1234567890123456789"]
        #expect(sorted.map { packed($0).reversedEnding } == sorted.map { packed($0).reversedEnding }.sorted())
    }

    @Test func aSuffixIsAllThereIsAtMost() {
        #expect(text(packed("46500729221").suffix(7)) == "0729221")
        #expect(text(packed("46500").suffix(7)) == "46500")
        #expect(packed("46500").suffix(0) == PackedDigits())
    }
}
