import Telephony
import Testing

@Suite struct ReadingExplanationTests {
    private func explanation(_ text: String) throws -> ReadingExplanation {
        try ReadingExplanation(#require(DialString(text)))
    }

    @Test(arguments: ["0046500729221", "8784946812410967", "1001", "981046500729221", "+12125550123", "12345678"])
    func theFirstCandidateIsTheReading(text: String) throws {
        let first = try #require(explanation(text).candidates.first)
        let reading = try DialledNumber(#require(DialString(text)))
        #expect(first.e164 == reading.e164)
        #expect(first.prefix == reading.prefix)
        #expect(first.share == reading.confidence)
    }

    @Test func candidatesAreSortedAndTheirSharesMakeAWhole() throws {
        let candidates = try explanation("8784946812410967").candidates
        #expect(candidates.map(\.bits) == candidates.map(\.bits).sorted())
        #expect(abs(candidates.reduce(0) { $0 + $1.share } - 100) <= candidates.count)
        #expect(candidates.contains { $0.e164?.description == "+46812410967" && $0.prefix == "87849" })
        #expect(candidates.count { $0.standing == nil } == 1)
    }

    @Test(arguments: [
        ("0046500729221", "international prefix 00"), ("981046500729221", "9 for a line, international prefix 810"),
        ("46500729221", "nothing in front"), ("+46500729221", "a plus"), ("846500729221", "8, a line or made up"),
        ("00+46500729221", "international prefix 00, a plus"),
        ("9011441519470644", "9 for a line, international prefix 011"),
    ])
    func aPrefixHasAMeaning(text: String, meaning: String) throws {
        #expect(try explanation(text).candidates.first?.prefixMeaning == meaning)
    }

    @Test func aTrunkPrefixIsNamed() throws {
        #expect(try explanation("+4402079460000").candidates.first?.trunkPrefix == "0")
        #expect(try explanation("+442079460000").candidates.first?.trunkPrefix == "")
    }

    @Test func anExtensionIsNoNumber() throws {
        let candidates = try explanation("1001").candidates
        #expect(candidates.map(\.prefixMeaning) == ["no number"])
        #expect(candidates.first?.share == 100)
    }
}
