#if OpenDHT
    import Events
    import Logging
    import Metrics
    import Store

    /// The original's network: its child process and the bridge to original nodes.
    struct LegacyHalf {
        private let node: SupervisedNode
        private let lookup: RepeatedLookup
        private var bridge: LegacyBridge
        private let received = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "new")])
        private let refused = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "refused")])
        private let sent = Counter(label: "sentrypeer_peer_events_sent")

        init?(_ configuration: SharingConfiguration, logger: Logger) {
            guard configuration.isLegacyOn, let key = LegacyNetwork.key else { return nil }
            var network = NodeConfiguration()
            network.port = configuration.port
            network.bind(configuration.listen)
            network.network = LegacyNetwork.network
            node = SupervisedNode(network, name: "legacy", logger: logger)
            lookup = RepeatedLookup(configuration.bootstrap)
            bridge = LegacyBridge(key: key, node: configuration.node, version: configuration.version)
            node.listen(LegacyBridge.listenRequest, key)
        }

        var statistics: NodeStatistics { node.statistics }

        mutating func see(_ event: FollowedEvent) { bridge.see(event.event) }

        /// - Returns: what original nodes report.
        mutating func turn() -> [PeerReport] {
            lookup.turn(node)
            let now = ContinuousClock.now
            var reports: [PeerReport] = []
            for news in node.turn(wait: 0) {
                reports += take(bridge.hear(news, at: now))
            }
            for action in bridge.advance(to: now, isConnected: node.isConnected) {
                switch action {
                case .get(let request, let key): node.get(request, key)
                case .put(let put):
                    node.put(put)
                    sent.increment()
                }
            }
            return reports
        }

        private func take(_ verdict: LegacyReceiver.Verdict?) -> [PeerReport] {
            switch verdict {
            case .new(let event):
                received.increment()
                return PeerReport.reports(of: event, at: .now)
            case .refused: refused.increment()
            case .known, .own, .expired, nil: break
            }
            return []
        }
    }
#endif
