import Testing

@testable import sentrypeer

@Suite struct TerminalCellsTests {
    @Test(arguments: [
        ("abc", 5, "abc  "), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abcd", 1, "…"), ("abcd", 0, ""), ("", 2, "  "),
        ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日… "), ("日本語", 1, "…"),
        ("a\u{1b}[2J", 12, "a\\u{1b}[2J  "), ("\u{202e}x", 9, "\\u{202e}x"), ("e\u{301}", 8, "e\\u{301}"),
        ("\u{9b}31m", 9, "\\u{9b}31m"), ("a\nb\tc", 13, "a\\u{a}b\\u{9}c"), ("é", 2, "é "),
    ])
    func textTakesJustItsColumns(text: String, width: Int, shown: String) {
        #expect(TerminalCells.left(text, width) == shown)
    }

    @Test func numbersStandOnTheRight() {
        #expect(TerminalCells.right("12", 4) == "  12")
        #expect(TerminalCells.right("12345", 4) == "123…")
    }

    @Test func aLongTextCostsNoMoreThanItsShare() {
        let text = String(repeating: "\u{301}", count: 100_000)
        #expect(TerminalCells.left(text, 10) == "\\u{301}…  ")
    }
}
