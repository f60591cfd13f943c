import Metrics

/// What a webhook counts.
struct WebhookMetrics: Sendable {
    let delivered: Counter
    let failed: Counter
    let retried: Counter
    let setAside: Counter
    let backlog: Gauge
    let secondsBehind: Gauge
    let missed: Gauge

    init(name: String) {
        let dimensions = [("webhook", name)]
        delivered = Counter(label: "sentrypeer_webhook_events_delivered", dimensions: dimensions)
        failed = Counter(label: "sentrypeer_webhook_requests_failed", dimensions: dimensions)
        retried = Counter(label: "sentrypeer_webhook_requests_retried", dimensions: dimensions)
        setAside = Counter(label: "sentrypeer_webhook_events_set_aside", dimensions: dimensions)
        backlog = Gauge(label: "sentrypeer_webhook_backlog", dimensions: dimensions)
        secondsBehind = Gauge(label: "sentrypeer_webhook_seconds_behind", dimensions: dimensions)
        missed = Gauge(label: "sentrypeer_webhook_events_missed", dimensions: dimensions)
    }
}
