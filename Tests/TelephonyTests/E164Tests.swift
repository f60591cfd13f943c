import Telephony
import Testing

@Suite struct E164Tests {
    @Test func aNumberIsItsCallingCodeAndWhatFollows() throws {
        let number = try #require(E164(46_500_729_221))
        #expect(number.description == "+46500729221")
        #expect(number.callingCode == 46)
        #expect(number.nationalNumber == "500729221")
        #expect(number.country?.description == "SE")
    }

    /// In Italy the zero is a digit of the number.
    @Test func nationalNumbersKeepTheirZeros() {
        #expect(E164(390_612_345_678)?.nationalNumber == "0612345678")
    }

    /// ITU-T E.164 §6.2.1.
    @Test func fifteenDigitsAreTheMost() {
        #expect(E164(499_999_999_999_999) != nil)
        #expect(E164(4_999_999_999_999_999) == nil)
        #expect(E164(.max) == nil)
    }

    @Test(arguments: [0, 1, 46, 999, 9_991_234_567, 2_101_234_567] as [UInt64])
    func withoutAnAssignedCallingCodeOrMoreThanItThereIsNone(value: UInt64) {
        #expect(E164(value) == nil)
    }

    @Test(arguments: ["46500729221", "12125550123", "80012345678"])
    func digitsAreTheSameNumber(text: String) {
        #expect(E164(digits: text.utf8)?.description == "+\(text)")
    }

    @Test(arguments: ["", "046500729221", "+46500729221", "46 500", "4650072922100000", "46٥00729221"])
    func otherTextIsNone(text: String) {
        #expect(E164(digits: text.utf8) == nil)
    }

    @Test(arguments: [
        ("12125550123", "US"), ("12505550199", "CA"), ("12684601234", "AG"), ("77012345678", "KZ"),
        ("79123456789", "RU"),
        ("441481256789", "GG"), ("390669812345", "VA"), ("35818123456", "AX"), ("262269601234", "YT"),
    ])
    func countriesThatShareACodeAreToldApart(digits: String, country: String) {
        #expect(E164(digits: digits.utf8)?.country?.description == country)
    }

    /// +1 268 100 0000 is not allocated, and 268 is Antigua's all the same; 200 is nobody's.
    @Test(arguments: [("12681000000", "AG"), ("12001000000", "US"), ("4479000", "GB")])
    func ofANumberThatIsNotAllocatedTheLeadingDigitsSayIt(digits: String, country: String) {
        #expect(E164(digits: digits.utf8)?.country?.description == country)
    }

    @Test(arguments: ["80012345678", "870773111632", "881612345678", "979123456789"])
    func someCodesBelongToNoCountry(digits: String) throws {
        #expect(try #require(E164(digits: digits.utf8)).country == nil)
    }

    @Test func digitsComeInOrder() {
        let digits = E164(46_500_729_221)?.withDigits { digits in digits.indices.map { digits[$0] } }
        #expect(digits == Array("46500729221".utf8))
    }
}
