import Testing

@testable import Telephony

@Suite struct CalledNumberTests {
    private func called(_ dialled: String, in plan: String? = nil) throws -> CalledNumber {
        CalledNumber(try #require(DialString(dialled.utf8)), in: try plan.map { try CallerDialPlan($0) })
    }

    @Test(
        "Emergency and service numbers of any country",
        arguments: [
            "112", "911", "999", "101", "110", "000", "116117", "9911", "0112", "+44999", "+46112", "+1911",
        ])
    func service(dialled: String) throws {
        #expect(try called(dialled) == .service)
    }

    @Test("With a plus nothing is guessed")
    func plus() throws {
        let number = try #require(E164(46_500_729_221))
        #expect(try called("+46500729221") == .number(number, confidence: 100))
        #expect(try called("+46 (0) 500-72 92 21") == .number(number, confidence: 100))
    }

    @Test("Without a plan a form is read as attackers' forms are")
    func withoutPlan() throws {
        guard case .number(let number, let confidence) = try called("0046500729221") else {
            Issue.record("no number")
            return
        }
        #expect(number.value == 46_500_729_221)
        #expect(confidence >= 90)
    }

    @Test("An extension is no number")
    func extensions() throws {
        #expect(try called("1001") == .unknown)
    }

    @Test("In a plan a form is what the exchange connects")
    func inPlan() throws {
        let number = try #require(E164(46_500_729_221))
        #expect(try called("0500729221", in: "SE") == .number(number, confidence: 97))
        #expect(try called("9911", in: "US:011:9") == .service)
    }

    @Test("What can't be dialled in a plan is read as an attacker's form")
    func notInPlan() throws {
        guard case .number(let number, _) = try called("981046500729221", in: "GB") else {
            Issue.record("no number")
            return
        }
        #expect(number.value == 46_500_729_221)
    }
}
