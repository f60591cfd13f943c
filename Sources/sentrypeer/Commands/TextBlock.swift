import Delivery
import Events

/// What is known of one thing, for a person to read: a line of what it is, then labels with what they hold.
struct TextBlock {
    private static let labelWidth = 14
    /// Characters of an attacker's text.
    private static let valueLimit = 48

    private(set) var text: String

    /// Lines for the end of another.
    init() { text = "" }

    /// - Parameter head: the parts of the first line.
    init(_ head: [String]) {
        text = head.map(TerminalText.printable).joined(separator: "  ") + "\n"
    }

    /// A label and its items behind each other, on as many lines as it takes; nothing without items.
    mutating func add(_ label: String, _ items: [String], hasMore: Bool = false) {
        guard !items.isEmpty else { return }
        let indent = String(repeating: " ", count: Self.labelWidth)
        var line = "  \(label)"
        line += String(repeating: " ", count: max(1, Self.labelWidth - line.count))
        var isEmpty = true
        for (index, item) in (hasMore ? items + ["and more"] : items).enumerated() {
            let isLast = index == items.count - (hasMore ? 0 : 1)
            let piece = isLast ? item : item + ","
            if !isEmpty, line.count + 1 + piece.count > HelpLine.width {
                text += line + "\n"
                line = indent
                isEmpty = true
            }
            line += isEmpty ? piece : " " + piece
            isEmpty = false
        }
        text += line + "\n"
    }

    /// An attacker's text, fit for a terminal and not longer than a part of a line.
    static func value(_ text: String) -> String {
        if text.isEmpty { return "\"\"" }
        // Of scalars, as one character can be as long as its writer likes.
        let scalars = text.unicodeScalars
        let shown = TerminalText.printable(String(String.UnicodeScalarView(scalars.prefix(valueLimit))))
        return scalars.count > valueLimit ? shown + "…" : shown
    }

    /// `1 attempt`, `2 attempts`.
    static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
        "\(number) \(number == 1 ? noun : plural ?? noun + "s")"
    }

    /// `1234567` as `1,234,567`.
    static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number).reversed().enumerated() {
            if index > 0, index % 3 == 0, digit != "-" { text += "," }
            text.append(digit)
        }
        return String(text.reversed())
    }

    /// `2026-11-21 18:44:29 to 18:50:02 UTC`, with the second day where it is another.
    static func span(_ first: Timestamp, _ last: Timestamp) -> String {
        let first = first.description.prefix(19)
        let last = last.description.prefix(19)
        if first == last { return "\(first) UTC" }
        return "\(first) to \(first.prefix(10) == last.prefix(10) ? last.dropFirst(11) : last) UTC"
    }
}
