import SIP
import Store
import WebAPI

extension WebAPI.Configuration {
    /// - Parameters:
    ///   - metrics: what the process counts.
    ///   - faults: names what of the node does not work.
    init(
        _ settings: Settings, listen: Endpoint, metrics: PrometheusRegistry, faults: @escaping @Sendable () -> [String]
    ) {
        self.init(listen: listen, database: settings.databaseFile, version: Version.current)
        identity = settings.apiIdentity
        tokens = settings.apiTokens.map { ($0.path, $0.text) }
        requestLimit = settings.apiRateLimit
        dialPlan = settings.dialPlan
        actionPolicy = ActionPolicy(settings)
        self.metrics = metrics
        self.faults = faults
    }
}
