import Telephony
import Testing

@Suite struct ServiceNumbersDialStringTests {
    private func isService(_ form: String, in plan: String? = nil) throws -> Bool {
        try ServiceNumbers.contains(#require(DialString(form)), in: plan.map { try CallerDialPlan($0) })
    }

    @Test(arguments: [
        "112", "911", "999", "101", "9911", "9112", "0112", "+46112", "+44999", "0046112", "01144999", "1-1-2",
    ])
    func withoutAPlanTheWorldsAreKnown(form: String) throws {
        #expect(try isService(form))
    }

    @Test(arguments: [
        ("US:011:9", "911"), ("US:011:9", "9911"), ("US:011:9", "9411"), ("US:011:9", "901144999"), ("GB", "101"),
        ("GB", "0046112"), ("DE::0", "0110"), ("DE::0", "110"), ("SE", "+44999"), ("AU", "000"),
    ])
    func withAPlanThoseOfItsCountryAreToo(plan: String, form: String) throws {
        #expect(try isService(form, in: plan))
    }

    @Test(arguments: ["9101", "0101", "46500729221", "0046500729221", "1001", "+46500729221", "112112"])
    func otherFormsAreNone(form: String) throws {
        #expect(try !isService(form))
    }

    @Test func anExtensionIsNoEmergencyBehindALineThatAPlanHasNot() throws {
        #expect(try !isService("9911", in: "GB"))
        #expect(try !isService("9411", in: "US"))
    }
}
