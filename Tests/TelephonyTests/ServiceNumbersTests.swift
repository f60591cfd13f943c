import Telephony
import Testing

@Suite struct ServiceNumbersTests {
    private func isService(_ digits: String, in country: String? = nil) -> Bool {
        ServiceNumbers.contains(Array(digits.utf8).span, in: country.flatMap { Country($0) })
    }

    @Test(arguments: [
        ("GB", "999"), ("GB", "101"), ("GB", "111"), ("US", "911"), ("US", "411"), ("US", "988"), ("DE", "110"),
        ("DE", "116117"), ("DE", "115"), ("AU", "000"), ("ZA", "10111"), ("RU", "01"), ("SE", "11414"), ("FR", "15"),
    ])
    func aCountrysOwnAreKnown(country: String, digits: String) {
        #expect(isService(digits, in: country))
    }

    /// 3GPP TS 22.101 §10.1 for the first two.
    @Test(arguments: ["112", "911", "999"])
    func someAreKnownInEveryCountry(digits: String) {
        for country in NumberingPlan.countries {
            #expect(isService(digits, in: country.description), "\(country)")
        }
        #expect(isService(digits))
    }

    @Test(arguments: ["000", "01", "15", "101", "111", "211", "811", "110", "116000", "116123", "10111"])
    func withoutACountryThoseOfAllAre(digits: String) {
        #expect(isService(digits))
    }

    @Test(arguments: [("GB", "110"), ("DE", "411"), ("US", "10111"), ("GB", "118500"), ("CH", "543")])
    func othersAreNot(country: String, digits: String) {
        #expect(!isService(digits, in: country))
    }

    @Test(arguments: [
        "", "1", "11", "1120", "9911", "112112112", "1121121120", "46500729221", "1a2", "++112", "11600",
        "1160001",
    ])
    func norIsMoreOrLess(digits: String) {
        #expect(!isService(digits))
    }
}
