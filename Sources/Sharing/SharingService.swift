#if OpenDHT
    import Logging
    import NIOPosix
    import ServiceLifecycle
    import Synchronization

    /// Shares what the node sees and stores what others do, on a thread of its own. When anything here is slow, dies
    /// or is attacked, the packets and the events' sinks do not notice.
    public final class SharingService: Service {
        private let configuration: SharingConfiguration
        private let logger: Logger
        private let isEnding = Atomic(false)
        private let desk = LookupDesk()

        public init(_ configuration: SharingConfiguration, logger: Logger) {
            self.configuration = configuration
            self.logger = logger
        }

        /// What the network tells of a subject, within two seconds and a little; unknown while the service does not run.
        public func lookUp(_ subject: Subject) async -> LookupAnswer { await desk.lookUp(subject) }

        /// Runs until a graceful shutdown or a cancellation.
        public func run() async throws {
            let thread = NIOThreadPool(numberOfThreads: 1)
            thread.start()
            await withTaskCancellationOrGracefulShutdownHandler {
                _ = try? await thread.runIfActive { self.share() }
            } onCancelOrGracefulShutdown: {
                self.isEnding.store(true, ordering: .relaxed)
            }
            try await thread.shutdownGracefully()
            // A service that returns ends the others.
            try? await gracefulShutdown()
        }

        private func share() {
            do throws(SharingLoop.Fault) {
                var loop = try SharingLoop(configuration, desk, logger: logger)
                while !isEnding.load(ordering: .relaxed) { loop.turn() }
                loop.finish()
            } catch {
                logger.error("Sharing is off: \(error.reason)")
            }
            desk.close()
        }
    }
#endif
