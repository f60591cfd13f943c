import Hummingbird
import SIP
import Store
import Telephony

extension ListQuery {
    /// What of a list a request asks for.
    init(_ request: Request) throws(APIFault) {
        self.init()
        sort = try request.value("sort") { Self.sorts[$0] } ?? .lastSeen
        since = try request.time("since")
        until = try request.time("until")
        country = try request.value("country") { Country($0) }
        prefix = request.text("prefix")
        method = try request.value("method") { name in
            SIPMethod.allCases.first { $0.name?.description == name } ?? (name == "other" ? .other : nil)
        }
        transport = try request.value("transport") { SIPTransport(name: $0) }
        userAgent = request.text("user_agent")
        from = try request.value("cursor") { Mark(cursor: $0) }
    }

    private static let sorts: [String: Sort] = [
        "seen_last": .lastSeen, "seen_first": .firstSeen, "seen_count": .attempts,
    ]

    /// Whether the request asks for a part, or for an order that only parts come in.
    static func wantsPart(_ request: Request) -> Bool {
        ["limit", "cursor", "sort", "since", "until", "country", "prefix", "method", "transport", "user_agent"]
            .contains { request.query($0) != nil }
    }
}

extension ListQuery.Mark {
    /// Opaque to clients.
    var cursor: String { "\(String(key, radix: 36)).\(String(id, radix: 36))" }

    init?(cursor: String) {
        let parts = cursor.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let key = Int64(parts[0], radix: 36), let id = Int64(parts[1], radix: 36) else {
            return nil
        }
        self.init(key: key, id: id)
    }
}

extension SIPTransport {
    init?(name: String) {
        guard let transport = Self.allCases.first(where: { $0.name.description == name }) else { return nil }
        self = transport
    }
}
