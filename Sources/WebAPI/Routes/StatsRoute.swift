import Events
import Hummingbird
import SIP
import Store

/// `GET /stats`: how much there is, and attempts over time. What it costs depends on the span, not on the events.
struct StatsRoute {
    private static let buckets: ClosedRange<Int64> = 60...86_400
    /// Buckets that one answer may hold.
    private static let longest: Int64 = 2_000

    let lists: StoreLists
    let version: String

    private struct Stats {
        let node: UUIDBytes?
        let counts: StoreCounts
        let transports: [StoredRate]
        let rates: [StoredRate]
    }

    func register(in routes: RouteTable) {
        routes.get("stats") { request, _ in
            let since = try request.time("since")
            let until = try request.time("until") ?? .now
            let bucket =
                try request.value("bucket") { Int64($0).flatMap { Self.buckets.contains($0) ? $0 : nil } } ?? 60
            // What is kept by the minute can be added up to whole minutes.
            guard bucket % 60 == 0 else { throw APIFault.invalidRequest }
            if let since, (until.nanoseconds - since.nanoseconds) / 1_000_000_000 / bucket > Self.longest {
                throw APIFault.invalidRequest
            }
            let stats = try await lists.read { reader in
                Stats(
                    node: try reader.nodeID(), counts: try reader.counts(),
                    transports: try reader.attemptsByTransport(),
                    rates: try since.map { try reader.rates(since: $0, until: until, bucket: bucket / 60) } ?? [])
            }
            return .json(.ok, JSONStyle(request)) { write(stats, bucket, &$0) }
        }
    }

    private func write(_ stats: Stats, _ bucket: Int64, _ json: inout JSONWriter) {
        let counts = stats.counts
        let totals: [(StaticString, Int)] = [
            ("events_total", counts.attempts), ("ip_addresses_total", counts.addresses),
            ("called_numbers_total", counts.numbers), ("targets_total", counts.targets),
            ("sessions_total", counts.sessions), ("credentials_total", counts.credentials),
        ]
        for (name, count) in totals {
            json.key(name)
            json.number(count)
        }
        json.rows("transports", stats.transports) { rate, fields in
            fields.text("transport_type", rate.transport?.name.description ?? "other")
            fields.number("attempts", rate.attempts)
        }
        json.key("buckets")
        json.beginArray()
        var rates = stats.rates[...]
        while let first = rates.first {
            let same = rates.prefix { $0.start == first.start }
            rates = rates.dropFirst(same.count)
            json.element()
            json.object { write(same, &$0) }
        }
        json.endArray()
        json.key("bucket_seconds")
        json.number(Int(bucket))
        json.text("node_id", stats.node?.description)
        json.text("version", version)
    }

    /// One bucket.
    private func write(_ rates: ArraySlice<StoredRate>, _ json: inout JSONWriter) {
        json.key("start")
        json.string(rates.first?.start ?? .now)
        json.key("attempts")
        json.number(rates.reduce(0) { $0 + $1.attempts })
        json.key("methods")
        json.object { json in
            for rate in rates {
                json.key(rate.method.map { $0.name ?? "other" } ?? "none")
                json.number(rate.attempts)
            }
        }
    }
}
