import Delivery
import Events
import Store

/// A session for a person to read: a line of what it was, then lists of what was tried.
struct SessionBlock {
    private static let width = 80
    private static let labelWidth = 14
    /// Characters of an attacker's text.
    private static let valueLimit = 48

    private(set) var text: String

    init(_ session: SessionSummary, _ attempts: SessionAttempts) {
        let count = session.attempts == 1 ? "1 attempt" : "\(session.attempts) attempts"
        let head = [session.source, Self.span(session), count, session.tool].compactMap(\.self)
        text = head.map(TerminalText.printable).joined(separator: "  ") + "\n"
        list("methods", session.methods.map { $0.name?.description ?? "other" })
        list("agents", values(attempts.userAgents), hasMore: attempts.userAgents.hasMore)
        list("extensions", values(attempts.extensions), hasMore: attempts.extensions.hasMore)
        list("numbers", values(attempts.numbers), hasMore: attempts.numbers.hasMore)
        list("accounts", attempts.accounts.items.map(account), hasMore: attempts.accounts.hasMore)
    }

    /// `2026-11-21 18:44:29 to 18:50:02 UTC`, with the second day where it is another.
    private static func span(_ session: SessionSummary) -> String {
        let first = session.firstSeen.description.prefix(19)
        let last = session.lastSeen.description.prefix(19)
        if first == last { return "\(first) UTC" }
        return "\(first) to \(first.prefix(10) == last.prefix(10) ? last.dropFirst(11) : last) UTC"
    }

    private func values(_ list: SessionAttempts.List<SessionAttempts.Value>) -> [String] {
        list.items.map { "\(Self.short($0.text)) (\($0.times))" }
    }

    private func account(_ account: SessionAttempts.Account) -> String {
        let guesses = account.guesses == 1 ? "1 guess" : "\(account.guesses) guesses"
        return "\(Self.short(account.username)) (\(guesses)\(account.isPasswordKnown == true ? ", found" : ""))"
    }

    private static func short(_ text: String) -> String {
        if text.isEmpty { return "\"\"" }
        // Of scalars, as one character can be as long as its writer likes.
        let scalars = text.unicodeScalars
        let shown = TerminalText.printable(String(String.UnicodeScalarView(scalars.prefix(valueLimit))))
        return scalars.count > valueLimit ? shown + "…" : shown
    }

    /// A label and its items behind each other, on as many lines as it takes.
    private mutating func list(_ label: String, _ items: [String], hasMore: Bool = false) {
        guard !items.isEmpty else { return }
        let indent = String(repeating: " ", count: Self.labelWidth)
        var line = "  \(label)"
        line += String(repeating: " ", count: max(1, Self.labelWidth - line.count))
        var isEmpty = true
        for (index, item) in (hasMore ? items + ["and more"] : items).enumerated() {
            let isLast = index == items.count - (hasMore ? 0 : 1)
            let piece = isLast ? item : item + ","
            if !isEmpty, line.count + 1 + piece.count > Self.width {
                text += line + "\n"
                line = indent
                isEmpty = true
            }
            line += isEmpty ? piece : " " + piece
            isEmpty = false
        }
        text += line + "\n"
    }
}
