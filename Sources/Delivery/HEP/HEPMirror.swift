import Events
import Logging
import NIOPosix
import ServiceLifecycle

/// Sends what a queue has to a collector, on a thread of its own. A collector that is slow or not there costs what
/// finds no room in the queue, and one line in the log until it is there again.
public struct HEPMirror: Service {
    private let collector: HEPCollector
    private let encoder: HEPEncoder
    private let queue: MirrorQueue
    private let logger: Logger

    public init(to collector: HEPCollector, encoder: HEPEncoder, queue: MirrorQueue, logger: Logger) {
        self.collector = collector
        self.encoder = encoder
        self.queue = queue
        self.logger = logger
    }

    /// Mirrors until a graceful shutdown or a cancellation, then what is left if that is soon done.
    public func run() async throws {
        let thread = NIOThreadPool(numberOfThreads: 1)
        thread.start()
        await withTaskCancellationOrGracefulShutdownHandler {
            _ = try? await thread.runIfActive {
                var line = HEPLine(to: collector, encoder: encoder, queue: queue, logger: logger)
                line.run()
            }
        } onCancelOrGracefulShutdown: {
            self.queue.close()
        }
        try await thread.shutdownGracefully()
    }
}
