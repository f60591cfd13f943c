import Hummingbird
import Metrics
import NIOCore
import Store

/// `GET /metrics`: what the node counts and measures, for Prometheus.
struct MetricsRoute {
    private let registry: PrometheusRegistry
    private let database: String
    private let databaseSize: Gauge

    init(_ registry: PrometheusRegistry, database: String, version: String) {
        self.registry = registry
        self.database = database
        databaseSize = Gauge(label: "sentrypeer_database_bytes", factory: registry)
        Gauge(label: "sentrypeer_build_info", dimensions: [("version", version)], factory: registry).record(1)
    }

    func register(in routes: RouteTable) {
        routes.get("metrics") { _, _ in
            databaseSize.record(EventReader.sizeOnDisk(path: database))
            var text = ByteBuffer()
            registry.write(into: &text)
            return Response(
                status: .ok, headers: [.contentType: PrometheusText.contentType, .cacheControl: "no-store"],
                body: ResponseBody(byteBuffer: text))
        }
    }
}
