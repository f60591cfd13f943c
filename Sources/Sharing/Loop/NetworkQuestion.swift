#if OpenDHT
    import Events
    import Logging
    import SIP
    import Store

    /// One question to the second network by somebody who is not the node: asked through a short-lived node on a port of
    /// its own, which listens to nothing and puts nothing.
    public struct NetworkQuestion {
        public static let timeLimit = Duration.seconds(5)
        /// How long more nodes are waited for once one is there: a lone one can be told little.
        private static let patience = Duration.seconds(2)
        private static let request: UInt64 = 1
        private static let authors = 100_000
        private static let wait: Int32 = 50

        private let configuration: SharingConfiguration
        private var engine: TrustEngine
        private var reciprocity: Reciprocity?
        /// What is asked for, by the request.
        private var requests: [UInt64: InfoHash] = [:]
        private var last = request

        /// - Parameter reader: of the node's database, for what is known of authors.
        public init(_ configuration: SharingConfiguration, _ reader: EventReader) throws(StoreError) {
            self.configuration = configuration
            let exchange = configuration.exchange
            var policy = exchange.policy
            let peers = try reader.peers(limit: Self.authors).peers
            for peer in peers where peer.decision != .none {
                guard let key = AuthorKey(bytes: peer.key) else { continue }
                if peer.decision == .trusted { policy.trustedAuthors.insert(key) }
                if peer.decision == .blocked { policy.blockedAuthors.insert(key) }
            }
            engine = TrustEngine(
                policy: policy, network: exchange.network, own: configuration.key.author, group: exchange.group)
            if exchange.group != nil { reciprocity = Reciprocity(configuration.key.identity, isOn: false) }
            for heard in peers.compactMap(\.heard) {
                guard let key = AuthorKey(bytes: heard.key) else { continue }
                engine.restore(AuthorStanding(heard), of: key, at: .now)
            }
        }

        /// What the network tells of a subject, and whether one may act on it. Blocks for `timeLimit` at most.
        public mutating func ask(_ subject: Subject) -> (answer: LookupAnswer, isActionable: Bool) {
            guard let key = configuration.exchange.infoHash(of: subject) else { return (.unknown(.notAsked), false) }
            var silent = Logger(label: "sentrypeer") { _ in SwiftLogNoOpLogHandler() }
            silent.logLevel = .critical
            var network = PeerNetwork.node(port: 0)
            network.bind(configuration.listen)
            let node = SupervisedNode(network, logger: silent)
            let others = RepeatedLookup(configuration.peerBootstrap)
            node.bootstrap(own)
            let start = ContinuousClock.now
            var reading = KeyReading(values: 0, bytes: 0, goodNodes: 0, isDone: false)
            var company: ContinuousClock.Instant?
            var isAsked = false
            while !reading.isDone || !requests.isEmpty, .now < start + Self.timeLimit {
                others.turn(node)
                for report in node.turn(wait: Self.wait) { hear(report, &reading) }
                askForKeys(node)
                if reading.goodNodes > 0 { company = company ?? .now }
                let isEnough = reading.goodNodes >= LookupAnswer.leastNodes
                if !isAsked, let company, isEnough || .now >= company + Self.patience {
                    isAsked = node.get(Self.request, key)
                    if isAsked { requests[Self.request] = key }
                }
            }
            let isSealed = reciprocity.map { $0.waiting.count > 0 } ?? false
            let answer = LookupAnswer(engine.evidence(of: subject), reading, isSealed: isSealed)
            return (answer, engine.isActionable(subject, at: .now))
        }

        /// Where the node itself is, whose port the system may have chosen.
        private var own: [Endpoint] {
            guard configuration.peerPort > 0 else { return [] }
            let addresses = configuration.listen.isEmpty ? [.v4(0x7F00_0001)] : configuration.listen
            return addresses.map { Endpoint(address: $0, port: configuration.peerPort) }
        }

        /// Of authors whose batches are sealed.
        private mutating func askForKeys(_ node: SupervisedNode) {
            for author in reciprocity?.asked(at: .now) ?? [] {
                let key = KeyName.keyring(author).infoHash(in: configuration.exchange.group)
                last += 1
                if node.get(last, key) { requests[last] = key }
            }
        }

        private mutating func hear(_ report: NodeReport, _ reading: inout KeyReading) {
            switch report {
            case .value(let value) where !value.isExpired:
                guard let key = requests[value.request] else { return }
                if value.request == Self.request {
                    reading.values += 1
                    reading.bytes += value.data.count
                }
                hear(ReceivedValue(bytes: value.data, id: value.id, key: key))
            case .done(let request, let hasSucceeded):
                if request == Self.request { reading.isDone = hasSucceeded }
                requests[request] = nil
            case .statistics(let statistics): reading.goodNodes = Int(statistics.goodNodes)
            case .value, .kept, .stopped: break
            }
        }

        private mutating func hear(_ received: ReceivedValue) {
            guard let value = try? engine.receive(received, at: .now).value.value,
                let heard = reciprocity?.hear(value, at: .now)
            else { return }
            for waiting in heard.readable {
                guard let batch = try? reciprocity?.batch(in: waiting) else { continue }
                _ = engine.take(batch, waiting.header, at: .now)
            }
        }
    }
#endif
