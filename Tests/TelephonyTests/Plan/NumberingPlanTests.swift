import Telephony
import Testing

@Suite struct NumberingPlanTests {
    private func reading(_ digits: String) -> NumberingPlan.Reading? {
        NumberingPlan.reading(of: Array(digits.utf8).span)
    }

    @Test(arguments: [
        ("46500729221", NumberingPlan.Standing.allocated), ("12125550123", .allocated), ("80012345678", .allocated),
        ("390612345678", .allocated), ("12120550123", .possible), ("882990000000", .possible),
        ("441000000000", .possible),
        ("465", .impossible), ("1212555012", .impossible), ("13105550", .impossible), ("99912345678", .impossible),
    ])
    func aNumberIsAllocatedOrPossibleOrNeither(digits: String, standing: NumberingPlan.Standing) throws {
        #expect(reading(digits)?.standing ?? .impossible == standing)
        if let number = E164(digits: digits.utf8) { #expect(NumberingPlan.standing(of: number) == standing) }
    }

    @Test(arguments: [
        ("4402079460000", "+442079460000", 1), ("460500729221", "+46500729221", 1), ("112125550123", "+12125550123", 1),
        ("3606301234567", "+36301234567", 2), ("78495123456", "+78495123456", 0),
    ])
    func aTrunkPrefixAfterTheCallingCodeIsDropped(digits: String, number: String, trunkDigits: Int) {
        #expect(reading(digits)?.number.description == number)
        #expect(reading(digits)?.trunkDigits == trunkDigits)
    }

    /// Rome's numbers begin with 06, and Italy has no trunk prefix.
    @Test func aZeroThatBelongsToTheNumberStays() {
        #expect(reading("390612345678")?.number.nationalNumber == "0612345678")
    }

    @Test(arguments: [
        "", "0", "046500729221", "4", "46", "46a00729221", "4650072922a", "+46500729221", "46500729221\0",
    ])
    func whatIsNoNumberHasNoReading(digits: String) {
        #expect(reading(digits) == nil)
    }

    @Test func longTextHasNoReading() {
        for count in 16...100 {
            #expect(reading(String(repeating: "4", count: count)) == nil)
        }
    }

    /// +46 has 6 lengths; of 9 digits 10^8.8 numbers are allocated.
    @Test func bitsAreThoseOfCodeLengthAndNumber() throws {
        let allocated = try #require(reading("46500729221"))
        #expect(abs(allocated.bits - (NumberingPlan.callingCodeBits + 2.58 + 29.3)) < 0.1)
        let possible = try #require(reading("461000000"))
        #expect(possible.standing == .possible)
        #expect(abs(possible.bits - (NumberingPlan.callingCodeBits + 2.58 + 7 * 3.32)) < 0.1)
    }

    @Test func aSparsePlanNeedsFewerBits() throws {
        let german = try #require(reading("4915112345678"))
        let danish = try #require(reading("4532123456"))
        #expect(danish.bits < german.bits - 5)
    }

    @Test(arguments: [
        ("US", 1, "1", "011"), ("GB", 44, "0", "00"), ("RU", 7, "8", "810"), ("AU", 61, "0", "0011"),
        ("JP", 81, "0", "010"), ("IT", 39, "", "00"), ("HU", 36, "06", "00"), ("NG", 234, "0", "009"),
    ])
    func eachCountryHasItsPrefixes(text: String, callingCode: Int, trunk: String, international: String) throws {
        let country = try #require(Country(text))
        #expect(NumberingPlan.callingCode(of: country) == callingCode)
        #expect(NumberingPlan.trunkPrefix(of: country) == trunk)
        #expect(NumberingPlan.internationalPrefixes(of: country).first == international)
    }

    @Test func carriersHavePrefixesToo() throws {
        let korea = NumberingPlan.internationalPrefixes(of: try #require(Country("KR")))
        #expect(["001", "002", "00700"].allSatisfy(korea.contains))
        let brazil = NumberingPlan.internationalPrefixes(of: try #require(Country("BR")))
        #expect(["0015", "0021", "0031"].allSatisfy(brazil.contains))
    }

    @Test func allCountriesAreThere() {
        #expect(NumberingPlan.countries.count == 245)
        #expect(NumberingPlan.countries == NumberingPlan.countries.sorted())
        for country in NumberingPlan.countries {
            #expect(NumberingPlan.callingCode(of: country) != nil)
            #expect(NumberingPlan.internationalPrefixes(of: country).allSatisfy { (1...5).contains($0.utf8.count) })
            #expect(!NumberingPlan.internationalPrefixes(of: country).isEmpty)
        }
    }
}
