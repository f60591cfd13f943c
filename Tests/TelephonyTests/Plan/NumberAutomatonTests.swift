import Testing

@testable import Telephony

@Suite struct NumberAutomatonTests {
    /// 92 characters, four a word, the lowest first.
    @Test func wordsHaveTwentySixBits() {
        #expect(NumberAutomaton.words("!!!!#!!!!#!!~!!!~~~~") == [0, 1, 92, 91, 92 * 92 * 92 * 92 - 1])
        #expect(NumberAutomaton.words("") == [])
    }

    /// Each character but the two that a Swift literal needs for itself.
    @Test func theAlphabetLeavesOutQuotationMarkAndBackslash() {
        #expect(NumberAutomaton.words("[!!!]!!!") == [57, 58])
        #expect(NumberAutomaton.words("!!!!#!!!") == [0, 1])
    }

    /// 12 with one or two digits more, under label 1; 3 with three more, under label 2.
    @Test(arguments: [
        ("123", 1), ("1234", 1), ("12", 0), ("12345", 0), ("13", 0), ("3000", 2), ("3999", 2), ("300", 0), ("", 0),
        ("4", 0),
        ("x", 0), ("1/3", 0),
    ])
    func stringsOfTheSetHaveALabel(digits: String, label: Int) {
        let automaton = NumberAutomaton(edges: "TN!!:*#!{p!!", tails: "Hg)!kN1!")
        #expect(automaton.label(of: Array(digits.utf8).span, from: 0, root: 0) == label)
        #expect(automaton.label(of: Array("46\(digits)".utf8).span, from: 2, root: 0) == label)
    }

    @Test func aRootMayBeATail() {
        let automaton = NumberAutomaton(edges: "TN!!:*#!{p!!", tails: "Hg)!kN1!")
        #expect(automaton.label(of: Array("12".utf8).span, from: 0, root: 3) == 1)
        #expect(automaton.label(of: Array("123".utf8).span, from: 0, root: 3) == 0)
    }
}
