import Hummingbird

/// `GET /health-check`: that the process answers.
struct HealthCheckRoute {
    let version: String

    func register(in routes: RouteTable) {
        routes.get("health-check") { request, _ in
            .json(.ok, JSONStyle(request)) {
                $0.key("status")
                $0.string("OK")
                $0.key("message")
                $0.string("Hello from SentryPeer!")
                $0.key("version")
                $0.string(version)
            }
        }
    }
}
