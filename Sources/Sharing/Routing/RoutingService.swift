#if OpenDHT
    import Logging
    import NIOPosix
    import SIP
    import ServiceLifecycle
    import Synchronization

    /// A node for others to begin with: it tells them of each other, keeps nothing for them and shares nothing.
    public final class RoutingService: Service {
        /// Milliseconds.
        private static let longestWait: Int32 = 200

        private let configuration: NodeConfiguration
        private let first: [SharingConfiguration.Bootstrap]
        private let logger: Logger
        private let isEnding = Atomic(false)

        /// - Parameters:
        ///   - port: 0 lets the system choose.
        ///   - addresses: what to bind, one a family at most; none for all addresses.
        ///   - first: nodes to begin with itself; without any it waits for others.
        public init(
            _ network: RoutingNetwork, port: UInt16, addresses: [IPAddress], first: [SharingConfiguration.Bootstrap],
            logger: Logger
        ) {
            configuration = network.node(port: port, addresses)
            self.first = first
            self.logger = logger
        }

        /// Runs until a graceful shutdown or a cancellation.
        public func run() async throws {
            let thread = NIOThreadPool(numberOfThreads: 1)
            thread.start()
            await withTaskCancellationOrGracefulShutdownHandler {
                _ = try? await thread.runIfActive { self.route() }
            } onCancelOrGracefulShutdown: {
                self.isEnding.store(true, ordering: .relaxed)
            }
            try await thread.shutdownGracefully()
        }

        private func route() {
            let node = SupervisedNode(configuration, logger: logger)
            let lookup = RepeatedLookup(first)
            while !isEnding.load(ordering: .relaxed) {
                lookup.turn(node)
                _ = node.turn(wait: Self.longestWait)
            }
        }
    }
#endif
