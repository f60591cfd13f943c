import Hummingbird
import Store

/// `GET /ready`: whether the node does its work, and what of it fails otherwise.
struct ReadyRoute {
    let lookups: StoreLookups
    /// What of the node does not work. Everybody may read it.
    let faults: @Sendable () -> [String]

    func register(in routes: RouteTable) {
        routes.get("ready") { request, _ in
            let reasons = reasons
            return .json(reasons.isEmpty ? .ok : .serviceUnavailable, JSONStyle(request)) {
                $0.key("status")
                $0.string(reasons.isEmpty ? "ready" : "not ready")
                if !reasons.isEmpty { $0.texts("reasons", reasons) }
            }
        }
    }

    private var reasons: [String] {
        do throws(StoreError) {
            _ = try lookups.dataVersion()
            return faults()
        } catch {
            return ["the database cannot be read"] + faults()
        }
    }
}
