import Events
import Telephony
import Testing

@testable import Store

@Suite struct NumberLookupTests {
    private static let forms = ["981046500729221", "0046500729221", "9011 46 500 729 221", "00046500729221"]

    private func answer(
        to number: String, in plan: String? = nil, dialled: [String] = forms
    ) throws -> NumberAnswer {
        let database = try NumberDatabase(dialled.map { (percentEscaped($0), "198.51.100.7") })
        let lookup = try database.reader().numberLookup(for: plan.map { try CallerDialPlan($0) })
        let answer = try lookup(number)
        let isFound = if case .found = answer { true } else { false }
        #expect(try lookup.isKnown(number) == isFound)
        return answer
    }

    private func percentEscaped(_ text: String) -> String { text.replacing(" ", with: "%20") }

    private func finding(of number: String, in plan: String? = nil, dialled: [String] = forms) throws -> NumberFinding?
    {
        guard case .found(let finding) = try answer(to: number, in: plan, dialled: dialled) else { return nil }
        return finding
    }

    @Test func whatWasDialledIsFoundAsItIs() throws {
        let found = try #require(try finding(of: "981046500729221"))
        #expect(found.match == .exact && found.confidence == 100)
        #expect(found.form?.calledNumber == "981046500729221" && found.form?.attempts == 1)
        #expect(found.e164?.description == "+46500729221" && found.attempts == 4 && found.target?.forms == 4)
    }

    @Test(arguments: ["+46500729221", "+46 500-72 92 21", "46500729221", "90046500729221", "tel:+46500729221"])
    func anotherFormOfTheNumberIsFound(asked: String) throws {
        let found = try #require(try finding(of: asked))
        #expect(found.match == .e164 && found.e164?.description == "+46500729221" && found.attempts == 4)
        #expect(found.confidence >= 50)
    }

    @Test func aCallersOwnFormIsReadInTheirPlan() throws {
        #expect(try finding(of: "0500729221", in: "SE")?.match == .e164)
        #expect(try finding(of: "901146500729221", in: "US:011:9")?.match == .e164)
    }

    @Test func theSameDigitsOfAnotherCountryAreNotFound() throws {
        #expect(try answer(to: "0500729221", in: "DE") == .notFound)
    }

    @Test(arguments: ["112", "911", "999", "101", "9911", "+46112"])
    func emergencyNumbersAreNeverReported(number: String) throws {
        #expect(try answer(to: number, dialled: [number, "0046500729221"]) == .service)
    }

    @Test func anExtensionIsFoundAsItIs() throws {
        let found = try #require(try finding(of: "1001", dialled: ["1001"]))
        #expect(found.match == .exact && found.e164 == nil && found.attempts == 1)
        #expect(try answer(to: "1002", dialled: ["1001"]) == .notFound)
    }

    @Test func whatStoodInAToHeaderAloneIsFoundOnceItIsDialled() throws {
        let directory = try TemporaryDirectory()
        let path = directory.file("s.db")
        var writer = try EventStore(path: path).writer()
        try writer.write(EventBatch([try .make(1, message: .request(number: "1001", to: "0046500729221"))]))
        let lookup = try EventReader(path: path).numberLookup()
        for asked in ["0046500729221", "+46500729221"] {
            #expect(try !lookup.isKnown(asked))
            #expect(try lookup(asked) == .notFound)
        }
        try writer.write(EventBatch([try .make(2, message: .request(number: "0046500729221", to: "1001"))]))
        for asked in ["0046500729221", "+46500729221"] { #expect(try lookup.isKnown(asked)) }
    }

    @Test(arguments: ["", "alice", "+", "\u{0}", String(repeating: "9", count: 2_000)])
    func whatIsNoNumberIsNotFound(text: String) throws {
        #expect(try answer(to: text) == .notFound)
    }
}
