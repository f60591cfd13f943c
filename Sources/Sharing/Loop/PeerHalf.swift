#if OpenDHT
    import Events
    import Logging
    import SIP
    import Store

    /// The second network: its child process, and the exchange that decides what to do there.
    struct PeerHalf {
        private let node: SupervisedNode
        private let lookup: RepeatedLookup
        private let finder: LANFinder?
        private let desk: LookupDesk
        private var exchange: Exchange

        init(_ configuration: SharingConfiguration, _ memory: ExchangeMemory, _ desk: LookupDesk, logger: Logger) {
            var network = PeerNetwork.node(port: configuration.peerPort)
            network.bind(configuration.listen)
            node = SupervisedNode(network, logger: logger)
            lookup = RepeatedLookup(configuration.peerBootstrap)
            finder = Self.finder(configuration, logger)
            self.desk = desk
            exchange = Exchange(configuration.key.identity, configuration.exchange)
            exchange.restore(memory, at: .now)
            for address in LocalAddresses.all() { exchange.noteOwn(address) }
        }

        private static func finder(_ configuration: SharingConfiguration, _ logger: Logger) -> LANFinder? {
            guard configuration.isLANDiscoveryOn else { return nil }
            do throws(LANSocket.NotOpened) {
                return try LANFinder(PeerNetwork.network, configuration.listen, logger: logger)
            } catch {
                logger.warning("Other nodes can't be found on the local network: \(error.reason)")
                return nil
            }
        }

        var statistics: NodeStatistics { node.statistics }
        var lastConnected: Timestamp? { exchange.lastConnected }

        mutating func decide(_ decisions: (trusted: Set<AuthorKey>, blocked: Set<AuthorKey>)) {
            exchange.decide(trusted: decisions.trusted, blocked: decisions.blocked)
        }

        mutating func allow(_ kinds: Set<TrafficKind>) {
            exchange.allow(kinds)
            node.serve(kinds.contains(.serving))
            // A node that still answers is in others' tables and asked on. One that is gone is forgotten within minutes.
            node.rest(!kinds.contains(.lookups))
        }

        func show(_ metrics: inout SharingMetrics) { metrics.show(exchange) }

        mutating func see(_ event: FollowedEvent) {
            exchange.noteOwn(event.event.destination.address)
            guard let shared = BatchEvent(event.event, number: event.number?.e164) else { return }
            exchange.see(shared, at: .now)
        }

        /// - Parameter wait: milliseconds at most.
        /// - Returns: what there is to store.
        mutating func turn(wait: Int32) -> [ExchangeAction] {
            lookup.turn(node)
            finder?.turn(node)
            let news = node.turn(wait: wait)
            let now = Timestamp.now
            for report in news { exchange.hear(report, at: now) }
            for (ticket, subject) in desk.take() { exchange.lookUp(subject, ticket: ticket, at: now) }
            return perform(exchange.advance(to: now))
        }

        /// The last batch leaves.
        mutating func finish() -> [ExchangeAction] {
            let rest = perform(exchange.finish(at: .now))
            _ = node.turn(wait: 100)
            return rest
        }

        private mutating func perform(_ actions: [ExchangeAction]) -> [ExchangeAction] {
            actions.filter { action in
                switch action {
                case .put(let put): if !node.put(put) { refuse(put.request) }
                case .get(let request, let key): if !node.get(request, key) { refuse(request) }
                case .listen(let request, let key): node.listen(request, key)
                case .cancel(let request): node.cancel(request)
                case .answer(let ticket, let answer): desk.answer(ticket, answer)
                case .report, .note, .keep, .trust, .block: return true
                }
                return false
            }
        }

        /// Too much is under way.
        private mutating func refuse(_ request: UInt64) {
            exchange.hear(.done(request: request, hasSucceeded: false), at: .now)
        }
    }
#endif
