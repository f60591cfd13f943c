import Telephony
import Testing

@Suite struct CallerDialPlanTests {
    private func reading(_ text: String, in plan: String) throws -> (e164: E164, confidence: Int)? {
        try CallerDialPlan(plan).e164(of: #require(DialString(text)))
    }

    @Test(arguments: [
        ("GB", "0046500729221", "+46500729221"), ("GB", "+46500729221", "+46500729221"),
        ("GB", "02079460000", "+442079460000"), ("GB", "07400123456", "+447400123456"),
        ("US", "01146500729221", "+46500729221"), ("US", "12125550123", "+12125550123"),
        ("US", "2125550123", "+12125550123"), ("US:011:9", "901146500729221", "+46500729221"),
        ("US:011:9", "912125550123", "+12125550123"), ("US:011:9", "92125550123", "+12125550123"),
        ("US:011:9", "12125550123", "+12125550123"), ("DE::0", "00046500729221", "+46500729221"),
        ("DE::0", "0030123456", "+4930123456"), ("RU", "81046500729221", "+46500729221"),
        ("RU", "84951234567", "+74951234567"), ("IT", "0612345678", "+390612345678"),
        ("SE:009", "00946500729221", "+46500729221"), ("SE", "46500729221", "+46500729221"),
        ("DK", "32123456", "+4532123456"), ("AU", "001146500729221", "+46500729221"),
        ("GB", "00 44 (0)20 7946 0000", "+442079460000"), ("HU", "06301234567", "+36301234567"),
    ])
    func formsMeanWhatTheExchangeConnects(plan: String, form: String, number: String) throws {
        #expect(try reading(form, in: plan)?.e164.description == number)
    }

    @Test(arguments: [
        ("GB", "999"), ("GB", "112"), ("GB", "101"), ("US:011:9", "911"), ("US:011:9", "9911"), ("US:011:9", "9112"),
        ("US:011:9", "11"), ("US", "1001"), ("DE::0", "0112"), ("DE::0", "200"), ("SE", "+46112"), ("SE", "0046112"),
        ("GB", "1234567890123456789012345678901234567890"), ("US:011:9", "901199912345678"), ("DE", "1001"),
    ])
    func extensionsAndEmergencyNumbersMeanNone(plan: String, form: String) throws {
        #expect(try reading(form, in: plan) == nil)
    }

    /// A caller who dials 9 for a line does not call India so.
    @Test func behindAnOutsideLineAnAreaCodeIsNoCountry() throws {
        #expect(try reading("9011919812345678", in: "US:011:9")?.e164.description == "+919812345678")
        #expect(try reading("919812345678", in: "US:011:9")?.e164.description == "+19812345678")
        #expect(try reading("919812345678", in: "US")?.e164.description == "+919812345678")
    }

    @Test func theSurestIsAPlusThenAnInternationalPrefixThenATrunkPrefix() throws {
        let forms = ["+46500729221", "0046500729221", "0500729221", "500729221", "46500729221"]
        let confidences = try forms.map { try reading($0, in: "SE")?.confidence ?? 0 }
        #expect(confidences == confidences.sorted(by: >))
        #expect(confidences.first == 100)
        #expect(try reading("+12120550123", in: "SE")?.confidence ?? 0 < 100)
    }

    @Test func aPlanIsACountryAndPrefixes() throws {
        let plan = try CallerDialPlan("us:011:9")
        #expect(plan.country.description == "US")
        #expect(plan.internationalPrefixes == ["011"])
        #expect(plan.outsideLine == "9")
        #expect(plan.description == "US:011:9")
        #expect(try CallerDialPlan("RU").internationalPrefixes == ["810"])
        #expect(try CallerDialPlan("RU::").description == "RU:810:")
    }

    @Test(arguments: [
        ("", CallerDialPlanError.unknownCountry("")), ("ZZ", .unknownCountry("ZZ")), ("GBR", .unknownCountry("GBR")),
        (":00", .unknownCountry("")), ("GB:+", .notDigits("+")), ("GB:00:nine", .notDigits("nine")),
        ("GB:00:9:1", .notDigits("9:1")), ("GB:123456789", .notDigits("123456789")),
    ])
    func otherTextIsNoPlan(text: String, error: CallerDialPlanError) {
        #expect(throws: error) { try CallerDialPlan(text) }
        #expect(error.description.hasPrefix("\""))
    }

    @Test func anyDigitsHaveAReadingOrNone() throws {
        var chance = SeededGenerator(seed: 5)
        for plan in try ["GB", "US:011:9", "DE::0", "IT", "BR", "HU", "KR"].map({ try CallerDialPlan($0) }) {
            for _ in 0..<2_000 {
                guard let form = DialString((Bool.random(using: &chance) ? "+" : "") + chance.digits(1...40)) else {
                    continue
                }
                if let reading = plan.e164(of: form) { #expect((1...100).contains(reading.confidence)) }
            }
        }
    }
}
