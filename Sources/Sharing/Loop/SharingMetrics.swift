#if OpenDHT
    import Metrics

    /// What the second network does, as it is shown. Counters follow totals.
    struct SharingMetrics {
        private let received = Counter(label: "sentrypeer_sharing_bytes", dimensions: [("direction", "received")])
        private let sent = Counter(label: "sentrypeer_sharing_bytes", dimensions: [("direction", "sent")])
        private let allowed = Self.gauges(label: "sentrypeer_sharing_allowed", "kind", TrafficKind.allCases) {
            "\($0.name)"
        }
        private let authors = Gauge(label: "sentrypeer_sharing_authors")
        private var batchesSent = Total(label: "sentrypeer_sharing_batches", "direction", "sent")
        private var batchesReceived = Total(label: "sentrypeer_sharing_batches", "direction", "received")
        private var omitted = Total(label: "sentrypeer_sharing_events_omitted")
        private var drops = Self.totals(
            label: "sentrypeer_sharing_values_dropped", "reason", DropReason.allCases
        ) { "\($0.name)" }
        private var rejections = Self.totals(
            label: "sentrypeer_sharing_events_rejected", "reason", EventRejection.allCases
        ) { "\($0.name)" }
        private var lookups = Self.totals(
            label: "sentrypeer_sharing_lookups", "answer", LookupOutcome.allCases, \.rawValue)

        func note(received count: Int, sent other: Int) {
            received.increment(by: count)
            sent.increment(by: other)
        }

        func show(_ kinds: Set<TrafficKind>) {
            for (kind, gauge) in allowed { gauge.record(kinds.contains(kind) ? 1 : 0) }
        }

        mutating func show(_ exchange: Exchange) {
            authors.record(exchange.engine.authors.count)
            batchesSent.advance(to: exchange.counts.sent)
            batchesReceived.advance(to: exchange.counts.received)
            omitted.advance(to: exchange.omitted)
            for (reason, count) in exchange.engine.drops { drops[reason]?.advance(to: count) }
            for (reason, count) in exchange.engine.rejections { rejections[reason]?.advance(to: count) }
            for (outcome, count) in exchange.counts.lookups { lookups[outcome]?.advance(to: count) }
        }

        private static func gauges<Kind: Hashable>(
            label: String, _ dimension: String, _ kinds: [Kind], _ value: (Kind) -> String
        ) -> [Kind: Gauge] {
            Dictionary(
                uniqueKeysWithValues: kinds.map {
                    ($0, Gauge(label: label, dimensions: [(dimension, value($0))]))
                })
        }

        private static func totals<Kind: Hashable>(
            label: String, _ dimension: String, _ kinds: [Kind], _ value: (Kind) -> String
        ) -> [Kind: Total] {
            Dictionary(uniqueKeysWithValues: kinds.map { ($0, Total(label: label, dimension, value($0))) })
        }
    }

    /// A counter of what is counted elsewhere.
    private struct Total {
        private let counter: Counter
        private var last = 0

        init(label: String, _ dimension: String? = nil, _ value: String = "") {
            counter = Counter(label: label, dimensions: dimension.map { [($0, value)] } ?? [])
        }

        mutating func advance(to count: Int) {
            counter.increment(by: max(0, count - last))
            last = count
        }
    }
#endif
