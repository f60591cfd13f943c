import Testing

@testable import Delivery

@Suite struct TerminalTextTests {
    @Test(arguments: [
        ("\u{1B}[31m", #"\u{1b}[31m"#), ("a\r\nb", #"a\u{d}\u{a}b"#), ("\u{9B}0m\u{7F}\0", #"\u{9b}0m\u{7f}\u{0}"#),
        // Text direction can make a line read as another.
        ("\u{202E}gpj\u{2066}\u{200F}", #"\u{202e}gpj\u{2066}\u{200f}"#), ("\u{2028}\u{2029}", #"\u{2028}\u{2029}"#),
        ("\u{FEFF}\u{E000}\u{378}", #"\u{feff}\u{e000}\u{378}"#), ("Zoë 日本 🙂 \u{FFFD}", "Zoë 日本 🙂 \u{FFFD}"), ("", ""),
    ])
    func controlCharactersAreEscaped(text: String, shown: String) {
        #expect(TerminalText.printable(text) == shown)
    }
}
