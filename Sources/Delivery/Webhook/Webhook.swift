import Logging
import ServiceLifecycle
import Store

/// Delivers each event of the store to a URL at least once, in the order in which they were stored as far as possible:
/// what it did not get to before a stop, a crash or an outage it does afterwards.
public final class Webhook: Service {
    private let dispatcher: WebhookDispatcher
    private let wakeups: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation

    /// From now on no event of the store is missed.
    /// - Parameter path: of the node's database.
    public init(
        _ configuration: WebhookConfiguration, database path: String, logger: Logger
    ) throws(WebhookError) {
        let journal: WebhookJournal
        do throws(StoreError) {
            journal = try WebhookJournal(
                path: path, name: configuration.name, encoder: configuration.encoder, filter: configuration.filter)
        } catch {
            throw .store(error)
        }
        dispatcher = WebhookDispatcher(try WebhookClient(configuration), journal: journal, logger: logger)
        (wakeups, wake) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Delivers until a graceful shutdown or a cancellation.
    public func run() async throws {
        await withTaskCancellationOrGracefulShutdownHandler {
            await dispatcher.run(wakeups, wake: wake)
        } onCancelOrGracefulShutdown: {
            self.wake.finish()
        }
        await dispatcher.shutdown()
    }
}
