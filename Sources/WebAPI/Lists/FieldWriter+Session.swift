import Events
import Store

extension FieldWriter {
    /// A session, as `sentrypeer sessions --json` tells of it, with the id by which it is asked for.
    mutating func session(_ row: SessionRow) {
        let session = row.summary
        number("id", Int(session.id))
        text("source_ip", session.source)
        time("first_seen", session.firstSeen)
        time("last_seen", session.lastSeen)
        number("attempts", session.attempts)
        texts("methods", session.methods.map { $0.name?.description ?? "other" })
        text("tool", session.tool)
        number("credentials", session.credentials)
        let tried = row.attempts
        for (name, list) in [
            ("user_agents" as StaticString, tried.userAgents), ("extensions", tried.extensions),
            ("called_numbers", tried.numbers),
        ] {
            rows(name, list.items) { value, fields in
                fields.text("value", value.text)
                fields.number("attempts", value.times)
            }
        }
        rows("accounts", tried.accounts.items) { account, fields in
            fields.text("username", account.username)
            fields.number("guesses", account.guesses)
            fields.bool("password_right", account.isPasswordKnown)
        }
        let lists = [
            ("user_agents", tried.userAgents.hasMore), ("extensions", tried.extensions.hasMore),
            ("called_numbers", tried.numbers.hasMore), ("accounts", tried.accounts.hasMore),
        ]
        texts("incomplete", lists.filter(\.1).map(\.0))
    }
}
