#if OpenDHT
    /// Gives a node the addresses of those to begin with, again and again as long as nobody answers.
    final class RepeatedLookup {
        private static let interval = Duration.seconds(60)

        private let lookup: BootstrapLookup
        private var next = ContinuousClock.now

        init(_ nodes: [SharingConfiguration.Bootstrap]) { lookup = BootstrapLookup(nodes) }

        func turn(_ node: SupervisedNode) {
            if let found = lookup.take(), !found.isEmpty { node.bootstrap(found) }
            guard ContinuousClock.now >= next else { return }
            next = .now + Self.interval
            if !node.isConnected { lookup.begin() }
        }
    }
#endif
