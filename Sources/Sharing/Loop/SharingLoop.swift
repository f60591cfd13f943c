#if OpenDHT
    import Events
    import Logging
    import Store

    /// What the sharing thread goes round in: the networks' news into the store, the store's news to the networks.
    struct SharingLoop {
        struct Fault: Error {
            let reason: String
        }

        /// Milliseconds.
        private static let longestWait: Int32 = 50
        /// Between two looks at the budget and at what the user decided.
        private static let interval = Duration.seconds(1)

        private let configuration: SharingConfiguration
        private let logger: Logger
        private var store: PeerStore
        private var events: OwnEvents
        private var peers: PeerHalf
        private var legacy: LegacyHalf?
        private var traffic: TrafficGuard
        private var metrics = SharingMetrics()
        private var next = ContinuousClock.now

        init(_ configuration: SharingConfiguration, _ desk: LookupDesk, logger: Logger) throws(Fault) {
            self.configuration = configuration
            self.logger = logger
            do throws(StoreError) {
                store = try PeerStore(configuration, logger: logger)
                events = try OwnEvents(configuration.databaseFile, logger: logger)
                var memory = try store.memory(at: .now)
                memory.rotation = configuration.key.rotation
                peers = PeerHalf(configuration, memory, desk, logger: logger)
                traffic = TrafficGuard(cap: configuration.budget, try store.traffic(), logger: logger)
            } catch {
                throw Fault(reason: "\(error)")
            }
            _ = traffic.turn(at: .now)
            obeyBudget()
        }

        /// Takes a twentieth of a second at most, unless there is something to do.
        mutating func turn() {
            follow()
            for action in peers.turn(wait: Self.longestWait) { store.add(action, at: .now) }
            store.add(legacy?.turn() ?? [])
            store.turn(at: .now)
            guard ContinuousClock.now >= next else { return }
            next = .now + Self.interval
            lookAround(at: .now)
        }

        mutating func finish() {
            follow()
            for action in peers.finish() { store.add(action, at: .now) }
            store.turn(at: .now, isLast: true)
            store.keep(lastConnected: peers.lastConnected, traffic.budget.day, at: .now)
        }

        private mutating func follow() {
            for event in events.next() {
                peers.see(event)
                legacy?.see(event)
            }
        }

        private mutating func lookAround(at now: Timestamp) {
            let bytes = traffic.note(peers: peers.statistics, legacy: legacy?.statistics, at: now)
            metrics.note(received: bytes.received, sent: bytes.sent)
            if traffic.turn(at: now) { obeyBudget() }
            if let decisions = store.decisions() { peers.decide(decisions) }
            peers.show(&metrics)
            if store.isLongTime() { store.keep(lastConnected: peers.lastConnected, traffic.budget.day, at: now) }
        }

        private mutating func obeyBudget() {
            let allowed = traffic.allowed
            metrics.show(allowed)
            peers.allow(allowed)
            if !allowed.contains(.legacy) {
                legacy = nil
            } else if legacy == nil {
                legacy = LegacyHalf(configuration, logger: logger)
            }
        }
    }
#endif
