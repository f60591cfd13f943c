import SIP
import Testing

@testable import Honeypot

@Suite struct DialPlanTests {
    private func plan(_ node: UInt64 = 1, _ builtIn: BuiltInPersona = .freepbx) throws -> DialPlan {
        DialPlan(try Persona.make(builtIn).numbers, node: .make(node))
    }

    @Test(arguments: BuiltInPersona.allCases) func carriesSomeAndRefusesTheRest(_ builtIn: BuiltInPersona) throws {
        let policy = try Persona.make(builtIn).numbers
        for node in 0..<200 as Range<UInt64> {
            let rules = try plan(node, builtIn).rules
            #expect(Set(rules.map(\.prefix)) == Set(policy.prefixes))
            let carried = rules.filter { $0.refusal == nil }
            #expect(policy.carried.contains(carried.count))
            // One that callers try early.
            #expect(carried.contains { policy.prefixes.prefix(5).contains($0.prefix) })
            #expect(rules.allSatisfy { $0.refusal.map(policy.refusals.contains) ?? true })
        }
    }

    @Test func aNumberGetsWhatItsPrefixGets() throws {
        for node in 0..<50 as Range<UInt64> {
            let plan = try plan(node)
            for rule in plan.rules {
                let expected = rule.refusal.map(CallTreatment.refuse) ?? .take
                #expect(plan.treatment(of: rule.prefix + "442079460123") == expected)
            }
        }
    }

    @Test func theLongestPrefixDecides() throws {
        let plan = try plan()
        let prefixes = plan.rules.map(\.prefix)
        #expect(prefixes.map(\.utf8.count) == prefixes.map(\.utf8.count).sorted(by: >))
        let rule = try #require(plan.rules.first { $0.prefix == "9011" })
        #expect(plan.treatment(of: "9011442079460123") == rule.refusal.map(CallTreatment.refuse) ?? .take)
    }

    @Test(arguments: ["+44 20 7946-0123", "+44(20)7946.0123", "+442079460123;phone-context=x", "+442079460123,1"])
    func separatorsAndParametersDoNotCount(user: String) throws {
        for node in 0..<20 as Range<UInt64> {
            let plan = try plan(node)
            #expect(plan.treatment(of: user) == plan.treatment(of: "+442079460123"))
            #expect(plan.treatment(of: user) != .unknown(SIPStatus(404)))
        }
    }

    /// SIPVicious asks first for a random number of 32 bits, nmap for one of up to nine digits. What they get has to be
    /// what any extension gets that does not exist.
    @Test func whatScannersAskFirstIsUnknown() throws {
        var numbers = SplitMix(1)
        for node in 0..<50 as Range<UInt64> {
            let plan = try plan(node)
            for _ in 0..<500 {
                let number = numbers.next() >> 32
                #expect(plan.treatment(of: "\(number)") == .unknown(SIPStatus(404)))
                #expect(plan.treatment(of: "\(number % 1_000_000_000)") == .unknown(SIPStatus(404)))
            }
        }
    }

    @Test(arguments: [
        "0", "1", "100", "0000", "9999", "123456", "911", "00", "011", "+", "++442079460123", "+0442079460123",
        "00044207", "001234567", "442079460123", "00000000000000", "0044207946012345678", "*43", "#31#0044207946012",
        "12a!", "a b", "<script>", "é", "a\u{0}b", "100' or 1=1--", ";x=y",
    ])
    func whatIsNoNumberIsUnknown(user: String) throws {
        for node in 0..<20 as Range<UInt64> {
            #expect(try plan(node).treatment(of: user) == .unknown(SIPStatus(404)))
        }
    }

    @Test func whatIsVeryLongIsUnknown() throws {
        for text in [String(repeating: "9", count: 100_000), String(repeating: "a", count: 65)] {
            #expect(try plan().treatment(of: text) == .unknown(SIPStatus(404)))
        }
    }

    @Test(arguments: ["service", "s", "", "sales-1", "Alice.B_2"]) func namesAreTakenInOpenPersonas(name: String) throws
    {
        #expect(try plan(1, .freepbx).treatment(of: name) == .take)
        #expect(try plan(1, .cisco).treatment(of: name) == .take)
        #expect(try plan(1, .asterisk).treatment(of: name) == .unknown(SIPStatus(404)))
    }
}
