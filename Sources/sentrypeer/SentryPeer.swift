import ArgumentParser
import Delivery
import Logging
import Metrics
import WebAPI

/// The node's command: reads its settings, starts the node, and runs it until it is told to stop.
struct SentryPeer: AsyncParsableCommand {
    static let configuration = SettingFlags.configuration

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings: Settings
        do throws(ConfigurationError) {
            settings = try flags.settings()
        } catch {
            throw Self.stop(error)
        }
        LoggingSystem.bootstrap { label in
            var handler = StreamLogHandler.standardError(label: label)
            handler.logLevel = settings.debug ? .debug : settings.verbose ? .info : .notice
            return handler
        }
        let metrics = PrometheusRegistry()
        if settings.apiListen != nil { MetricsSystem.bootstrap(metrics) }
        let node: Node
        do throws(StartError) {
            node = try await Node(settings, metrics: metrics)
        } catch {
            throw Self.stop(error)
        }
        try await node.run(announcing: StartScreen(settings, node).text)
    }

    /// One sentence on standard error, and exit status 1.
    private static func stop(_ error: any CustomStringConvertible) -> ExitCode {
        StandardError.put("sentrypeer: \(error)\n")
        return .failure
    }
}
