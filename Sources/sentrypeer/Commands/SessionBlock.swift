import Store

/// A session for a person to read: a line of what it was, then lists of what was tried.
struct SessionBlock {
    let text: String

    init(_ session: SessionSummary, _ attempts: SessionAttempts) {
        let head = [
            session.source, TextBlock.span(session.firstSeen, session.lastSeen),
            TextBlock.count(session.attempts, "attempt"), session.tool,
        ]
        var block = TextBlock(head.compactMap(\.self))
        block.add("methods", session.methods.map { $0.name?.description ?? "other" })
        block.add("agents", Self.values(attempts.userAgents), hasMore: attempts.userAgents.hasMore)
        block.add("extensions", Self.values(attempts.extensions), hasMore: attempts.extensions.hasMore)
        block.add("numbers", Self.values(attempts.numbers), hasMore: attempts.numbers.hasMore)
        block.add("accounts", attempts.accounts.items.map(Self.account), hasMore: attempts.accounts.hasMore)
        text = block.text
    }

    private static func values(_ list: SessionAttempts.List<SessionAttempts.Value>) -> [String] {
        list.items.map { "\(TextBlock.value($0.text)) (\($0.times))" }
    }

    private static func account(_ account: SessionAttempts.Account) -> String {
        let guesses = TextBlock.count(account.guesses, "guess", plural: "guesses")
        return "\(TextBlock.value(account.username)) (\(guesses)\(account.isPasswordKnown == true ? ", found" : ""))"
    }
}
