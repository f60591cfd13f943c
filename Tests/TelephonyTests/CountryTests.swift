import Telephony
import Testing

@Suite struct CountryTests {
    @Test(arguments: ["SE", "se", "US", "XK", "TA"])
    func countriesOfThePlanAreKnown(text: String) throws {
        #expect(try #require(Country(text)).description == text.uppercased())
    }

    @Test(arguments: ["", "S", "SWE", "AQ", "ZZ", "46", "é", "S1"])
    func othersAreNot(text: String) {
        #expect(Country(text) == nil)
    }
}
