/// How much a node has seen, as JSON, in the API's words where it has them.
struct StatsObject {
    private(set) var object = JSONObject()

    init(_ stats: NodeStats, _ recent: RecentAttempts, _ methods: [TopRow]) {
        let numbers = [
            ("events_total", stats.attempts), ("ip_addresses_total", stats.addresses),
            ("called_numbers_total", stats.numbers), ("targets_total", stats.targets),
            ("sessions_total", stats.sessions), ("credentials_total", stats.credentials),
            ("attempts_last_minute", recent.lastMinute), ("attempts_last_hour", recent.lastHour),
            ("attempts_last_day", recent.lastDay),
        ]
        for (name, number) in numbers { object.add(name, .number(number)) }
        object.add(
            "transports",
            Self.rows(stats.transports.map { ($0.name, $0.attempts) }, named: "transport_type"))
        object.add("sip_methods", Self.rows(methods.map { ($0.name, $0.attempts) }, named: "sip_method"))
        object.add("node_id", .text(stats.node))
        object.add("version", .string(stats.version))
    }

    private static func rows(_ rows: [(name: String, attempts: Int)], named name: String) -> JSONValue {
        .array(
            rows.map { row in
                var object = JSONObject()
                object.add(name, .string(row.name))
                object.add("attempts", .number(row.attempts))
                return .object(object)
            })
    }
}
