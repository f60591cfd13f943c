import Hummingbird

/// `GET /ready`: whether the database can be read.
struct ReadyRoute {
    let lookups: StoreLookups

    func register(in routes: RouteTable) {
        routes.get("ready") { request, _ in
            _ = try lookups.dataVersion()
            return .json(.ok, JSONStyle(request)) {
                $0.key("status")
                $0.string("ready")
            }
        }
    }
}
