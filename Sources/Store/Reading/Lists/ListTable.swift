import Events
import SIP

/// One of the tables that are listed, and what of a `ListQuery` applies to it.
enum ListTable: String {
    case address, number, target, agent, method

    /// The filters of `query` as conditions, with their parameters from `first` on.
    func conditions(_ query: ListQuery, from first: Int32) -> (sql: String, values: [SQLiteValue]) {
        var conditions = ["attempts > 0"]
        var values: [SQLiteValue] = []
        func add(_ condition: (String) -> String, _ value: SQLiteValue) {
            conditions.append(condition("?\(first + Int32(values.count))"))
            values.append(value)
        }
        if let since = query.since {
            add({ "last_seen >= \($0)" }, .integer(since.nanoseconds))
            // The index is on this.
            add({ "last_minute >= \($0)" }, .integer(since.nanoseconds / Schema.minute))
        }
        if let until = query.until {
            add({ "last_seen < \($0)" }, .integer(until.nanoseconds))
            add({ "last_minute <= \($0)" }, .integer(until.nanoseconds / Schema.minute))
        }
        switch self {
        case .number, .target:
            let target = self == .number ? "target" : "e164"
            if let country = query.country {
                let value = SQLiteValue(country.description)
                if self == .target {
                    add({ "country = \($0)" }, value)
                } else {
                    add({ "(SELECT country FROM target WHERE e164 = number.target) = \($0)" }, value)
                }
            }
            if let prefix = query.prefix {
                let value = SQLiteValue(prefix)
                if self == .number {
                    add({ "target IS NOT NULL AND prefix = \($0)" }, value)
                } else {
                    add({ "EXISTS (SELECT 1 FROM number WHERE target = \(target) AND prefix = \($0))" }, value)
                }
            }
        case .address:
            if let method = query.method {
                add(
                    { "EXISTS (SELECT 1 FROM session WHERE source = address.id AND methods >> \($0) & 1)" },
                    .integer(Int64(method.rawValue)))
            }
            if let transport = query.transport {
                add({ Self.sent("transport = \($0)") }, .integer(Int64(transport.rawValue)))
            }
            if let agent = query.userAgent {
                add(
                    { Self.sent("(SELECT value FROM agent WHERE id = agent) LIKE \($0) ESCAPE '\\'") },
                    SQLiteValue(EventFilter.pattern(agent)))
            }
        case .agent, .method: break
        }
        return (conditions.joined(separator: " AND "), values)
    }

    private static func sent(_ condition: String) -> String {
        """
        EXISTS (SELECT 1 FROM (SELECT * FROM event WHERE source = address.id ORDER BY id DESC
            LIMIT \(EventReader.depthOfAddress)) AS event WHERE \(condition))
        """
    }
}
