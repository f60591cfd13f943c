/// Finds out what was tried in sessions. Its one statement looks at each event once, for all kinds of values.
public struct SessionAttemptsLookup {
    /// In the statement's first column.
    private enum Kind: Int64 {
        case userAgent, `extension`, number, account
    }

    private let select: SQLiteStatement

    /// Those named most often first.
    private static func values(_ kind: Kind, _ table: String, _ condition: String) -> String {
        """
        SELECT * FROM (SELECT \(kind.rawValue), \(table).value, sum(tried.attempts) AS times, NULL FROM tried
            JOIN \(table) ON \(table).id = tried.\(table) LEFT JOIN method AS asked ON asked.id = tried.method
            WHERE \(condition) GROUP BY \(table).id ORDER BY times DESC, \(table).id LIMIT ?5)
        """
    }

    init(_ connection: SQLiteConnection) throws(StoreError) {
        select = try connection.prepare(
            """
            WITH tried AS (SELECT id, agent, number, method, attempts FROM event
                WHERE source = (SELECT source FROM session WHERE id = ?1) AND id BETWEEN ?2 AND ?3
                ORDER BY id DESC LIMIT ?4)
            \(Self.values(.userAgent, "agent", "1")) UNION ALL
            \(Self.values(.extension, "number", "asked.value NOT IN ('INVITE', 'ACK', 'BYE', 'CANCEL')")) UNION ALL
            \(Self.values(.number, "number", "asked.value = 'INVITE'")) UNION ALL
            SELECT * FROM (SELECT \(Kind.account.rawValue), username, count(*) AS guesses, max(password_right)
                FROM tried JOIN credential ON credential.event = tried.id
                WHERE ?6 GROUP BY username ORDER BY max(password_right) DESC, guesses DESC, username LIMIT ?5)
            """)
    }

    /// What was tried in a session, by looking at its last `depth` events.
    /// - Parameter limit: values of each kind at most.
    public func callAsFunction(
        _ session: SessionSummary, limit: Int, depth: Int = 20_000
    ) throws(StoreError) -> SessionAttempts {
        select.bind(session, depth)
        // One more tells whether there are more.
        select.bind(5, max(0, min(limit, 1_000_000)) + 1)
        select.bind(6, session.credentials > 0 ? 1 : 0)
        defer { select.reset() }
        var values: [Kind: [SessionAttempts.Value]] = [:]
        var accounts: [SessionAttempts.Account] = []
        while try select.step() {
            guard let kind = Kind(rawValue: select.integer(0)) else { continue }
            let text = select.text(1) ?? ""
            let times = Int(select.integer(2))
            if kind == .account {
                let isPasswordKnown = select.isNull(3) ? nil : select.integer(3) == 1
                accounts.append(.init(username: text, guesses: times, isPasswordKnown: isPasswordKnown))
            } else {
                values[kind, default: []].append(.init(text: text, times: times))
            }
        }
        return SessionAttempts(
            userAgents: .init(values[.userAgent] ?? [], limit: limit),
            extensions: .init(values[.extension] ?? [], limit: limit),
            numbers: .init(values[.number] ?? [], limit: limit), accounts: .init(accounts, limit: limit))
    }
}

extension EventReader {
    public func sessionAttempts() throws(StoreError) -> SessionAttemptsLookup {
        try SessionAttemptsLookup(connection)
    }
}
