import Events
import Store

/// A session as JSON.
struct SessionObject {
    private(set) var object = JSONObject()

    init(_ session: SessionSummary, _ attempts: SessionAttempts) {
        object.add("source_ip", .string(session.source))
        object.add("first_seen", .string(session.firstSeen.description))
        object.add("last_seen", .string(session.lastSeen.description))
        object.add("attempts", .number(session.attempts))
        object.add("methods", .array(session.methods.map { .string($0.name?.description ?? "other") }))
        object.add("tool", .text(session.tool))
        object.add("credentials", .number(session.credentials))
        object.add("user_agents", Self.values(attempts.userAgents))
        object.add("extensions", Self.values(attempts.extensions))
        object.add("called_numbers", Self.values(attempts.numbers))
        object.add("accounts", .array(attempts.accounts.items.map(Self.account)))
        let lists = [
            ("user_agents", attempts.userAgents.hasMore), ("extensions", attempts.extensions.hasMore),
            ("called_numbers", attempts.numbers.hasMore), ("accounts", attempts.accounts.hasMore),
        ]
        object.add("incomplete", .array(lists.filter(\.1).map { .string($0.0) }))
    }

    private static func values(_ list: SessionAttempts.List<SessionAttempts.Value>) -> JSONValue {
        .array(
            list.items.map { value in
                var object = JSONObject()
                object.add("value", .string(value.text))
                object.add("attempts", .number(value.times))
                return .object(object)
            })
    }

    private static func account(_ account: SessionAttempts.Account) -> JSONValue {
        var object = JSONObject()
        object.add("username", .string(account.username))
        object.add("guesses", .number(account.guesses))
        object.add("password_right", account.isPasswordKnown.map { .switch($0) } ?? .null)
        return .object(object)
    }
}
