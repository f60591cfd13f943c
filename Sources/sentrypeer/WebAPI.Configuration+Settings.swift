import SIP
import WebAPI

extension WebAPI.Configuration {
    /// - Parameter metrics: what the process counts.
    init(_ settings: Settings, listen: Endpoint, metrics: PrometheusRegistry) {
        self.init(listen: listen, database: settings.databaseFile, version: Version.current)
        identity = settings.apiIdentity
        tokens = settings.apiTokens.map { ($0.path, $0.text) }
        requestLimit = settings.apiRateLimit
        dialPlan = settings.dialPlan
        self.metrics = metrics
    }
}
