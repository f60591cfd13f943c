#if OpenDHT
    import Events
    import Logging
    import Metrics
    import Store

    /// What the sharing thread goes round in: the network's news into the store, the store's news to the network.
    struct SharingLoop {
        struct Fault: Error {
            let reason: String
        }

        /// Milliseconds.
        private static let longestWait: Int32 = 100
        /// Events read a turn, and turns in a row that may not suffice: then there is a flood, whose like was seen.
        private static let eventLimit = 500
        private static let fullTurnLimit = 20
        /// Reports that wait to be stored.
        private static let reportLimit = 10_000
        private static let storeInterval = Duration.seconds(1)
        /// Between two look-ups of the first nodes' names, as long as nobody answers.
        private static let lookupInterval = Duration.seconds(60)

        private let configuration: SharingConfiguration
        private let logger: Logger
        private let node: SupervisedNode
        private let lookup: BootstrapLookup
        private let table: PeerTable
        private var bridge: LegacyBridge?
        private var follower: EventFollower
        private var fullTurns = 0
        private var reports: [PeerReport] = []
        private var nextStore = ContinuousClock.now
        private var nextLookup = ContinuousClock.now
        private let received = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "new")])
        private let refused = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "refused")])
        private let lost = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "lost")])
        private let sent = Counter(label: "sentrypeer_peer_events_sent")

        init(_ configuration: SharingConfiguration, logger: Logger) throws(Fault) {
            self.configuration = configuration
            self.logger = logger
            do throws(StoreError) {
                table = try PeerTable(path: configuration.databaseFile)
                follower = try EventFollower(path: configuration.databaseFile, from: nil)
            } catch {
                throw Fault(reason: "\(error)")
            }
            var network = NodeConfiguration()
            network.port = configuration.port
            network.network = LegacyNetwork.network
            node = SupervisedNode(network, logger: logger)
            lookup = BootstrapLookup(configuration.bootstrap)
            if configuration.isLegacyOn, let key = LegacyNetwork.key {
                bridge = LegacyBridge(key: key, node: configuration.node, version: configuration.version)
                node.listen(LegacyBridge.listenRequest, key)
            }
        }

        /// Takes a tenth of a second at most, unless there is something to do.
        mutating func turn() {
            findFirstNodes()
            let news = node.turn(wait: Self.longestWait)
            let now = ContinuousClock.now
            for report in news {
                let verdict = bridge?.hear(report, at: now)
                take(verdict)
            }
            follow()
            let isConnected = node.isConnected
            for action in bridge?.advance(to: now, isConnected: isConnected) ?? [] {
                switch action {
                case .get(let request, let key): node.get(request, key)
                case .put(let put):
                    node.put(put)
                    sent.increment()
                }
            }
            if now >= nextStore { store() }
        }

        mutating func finish() {
            store()
        }

        private mutating func findFirstNodes() {
            if let found = lookup.take(), !found.isEmpty { node.bootstrap(found) }
            guard ContinuousClock.now >= nextLookup else { return }
            nextLookup = .now + Self.lookupInterval
            if !node.isConnected { lookup.begin() }
        }

        private mutating func take(_ verdict: LegacyReceiver.Verdict?) {
            switch verdict {
            case .new(let event) where reports.count < Self.reportLimit:
                received.increment()
                reports += PeerReport.reports(of: event, at: .now)
            case .new: lost.increment()
            case .refused: refused.increment()
            case .known, .own, .expired, nil: break
            }
        }

        /// Shows the bridge what the node saw.
        private mutating func follow() {
            guard bridge != nil else { return }
            do throws(StoreError) {
                let step = try follower.next(Self.eventLimit)
                for id in step.events {
                    if let event = try follower.event(id) { bridge?.see(event.event) }
                }
                fullTurns = step.events.count == Self.eventLimit ? fullTurns + 1 : 0
                guard fullTurns > Self.fullTurnLimit else { return }
                fullTurns = 0
                follower = try EventFollower(path: configuration.databaseFile, from: nil)
            } catch {
                logger.debug("Sharing can't read the database: \(error)")
            }
        }

        /// What can't be stored now waits for the next time.
        private mutating func store() {
            nextStore = .now + Self.storeInterval
            do throws(StoreError) {
                try table.add(reports)
                reports.removeAll(keepingCapacity: true)
            } catch {
                logger.warning("What other nodes report can't be stored: \(error)")
            }
        }
    }
#endif
