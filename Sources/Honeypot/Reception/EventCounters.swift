import Metrics
import SIP

/// Events as they are seen, by transport and method. The counters are all made at the start: counting one is an index
/// and an addition.
struct EventCounters: Sendable {
    /// Of the methods, and one for responses and what is not SIP.
    private static let width = SIPMethod.allCases.count + 1

    /// By transport, then by method.
    private let counters: [Counter]

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        let methods = SIPMethod.allCases.map { $0.name?.description ?? "other" } + ["none"]
        counters = SIPTransport.allCases.flatMap { transport in
            methods.map { method in
                Counter(
                    label: "sentrypeer_events_seen",
                    dimensions: [("transport", transport.name.description), ("method", method)], factory: factory)
            }
        }
    }

    /// - Parameter method: nil for responses and what is not SIP.
    func count(_ transport: SIPTransport, _ method: SIPMethod?) {
        let column = method.map { Int($0.rawValue) } ?? Self.width - 1
        counters[Int(transport.rawValue) * Self.width + column].increment()
    }
}
