#if OpenDHT
    import Events
    import Logging
    import Metrics
    import Store

    /// What goes into the database, a few times a second. What can't be stored now waits.
    struct PeerStore {
        /// Reports that wait at most, and own values.
        private static let limit = 10_000
        private static let interval = Duration.seconds(0.2)
        /// Between two times that what changes always is kept.
        private static let longInterval = Duration.seconds(30)

        private let table: PeerTable
        private let logger: Logger
        private var reports: [PeerReport] = []
        private var authors: [StoredAuthor] = []
        private var own: [StoredOwnValue] = []
        private var decided: [(author: AuthorKey, decision: AuthorDecision)] = []
        private var next = ContinuousClock.now
        private var nextLong = ContinuousClock.now
        private var decisionVersion: Int64?
        private let lost = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "lost")])

        init(_ configuration: SharingConfiguration, logger: Logger) throws(StoreError) {
            var limits = PeerLimits()
            limits.keyAge = configuration.exchange.policy.keyAge
            table = try PeerTable(path: configuration.databaseFile, limits: limits)
            self.logger = logger
        }

        // MARK: What was kept

        func memory(at now: Timestamp) throws(StoreError) -> ExchangeMemory {
            var memory = ExchangeMemory()
            memory.standings = try table.authors().compactMap { author in
                AuthorKey(bytes: author.key).map { ($0, AuthorStanding(author)) }
            }
            memory.own = try table.ownValues(at: now).compactMap { try? SignedValue($0.data) }
            memory.lastConnected = try table.lastConnected()
            return memory
        }

        func traffic() throws(StoreError) -> TrafficBudget.Day? {
            try table.traffic().map {
                TrafficBudget.Day(number: $0.day, received: Int(clamping: $0.received), sent: Int(clamping: $0.sent))
            }
        }

        /// What the user decided, if that is another than the last time.
        mutating func decisions() -> (trusted: Set<AuthorKey>, blocked: Set<AuthorKey>)? {
            do throws(StoreError) {
                let version = try table.decisionVersion()
                guard version != decisionVersion else { return nil }
                let all = try table.decisions()
                decisionVersion = version
                return (Self.authors(all, .trusted), Self.authors(all, .blocked))
            } catch {
                logger.debug("Sharing can't read the database: \(error)")
                return nil
            }
        }

        private static func authors(
            _ all: [(key: [UInt8], decision: AuthorDecision)], _ decision: AuthorDecision
        ) -> Set<AuthorKey> {
            Set(all.filter { $0.decision == decision }.compactMap { AuthorKey(bytes: $0.key) })
        }

        // MARK: What is to be kept

        mutating func add(_ new: [PeerReport]) {
            let room = max(0, Self.limit - reports.count)
            reports += new.prefix(room)
            if new.count > room { lost.increment(by: new.count - room) }
        }

        mutating func add(_ action: ExchangeAction, at now: Timestamp) {
            switch action {
            case .report(let evidence): add(evidence.map { PeerReport($0, heard: now) })
            case .note(let notes): authors += notes.prefix(Self.limit - authors.count).map(StoredAuthor.init)
            case .keep(let value): if own.count < Self.limit { own.append(StoredOwnValue(value)) }
            case .trust(let author): decided.append((author, .trusted))
            case .block(let author): decided.append((author, .blocked))
            case .put, .get, .listen, .cancel, .answer: break
            }
        }

        /// Whether it is time to keep what changes always.
        mutating func isLongTime() -> Bool {
            guard ContinuousClock.now >= nextLong else { return false }
            nextLong = .now + Self.longInterval
            return true
        }

        func keep(lastConnected: Timestamp?, _ day: TrafficBudget.Day?, at now: Timestamp) {
            do throws(StoreError) {
                if let lastConnected { try table.setLastConnected(lastConnected) }
                if let day {
                    try table.setTraffic(
                        .init(day: day.number, received: Int64(day.received), sent: Int64(day.sent)))
                }
                try table.forgetOwnValues(before: now)
            } catch {
                logger.debug("Sharing can't write the database: \(error)")
            }
        }

        /// Authors first: what is known of them decides what their reports are worth keeping.
        mutating func turn(at now: Timestamp, isLast: Bool = false) {
            guard isLast || ContinuousClock.now >= next,
                !(reports.isEmpty && authors.isEmpty && own.isEmpty && decided.isEmpty)
            else { return }
            next = .now + Self.interval
            do throws(StoreError) {
                try table.note(authors, at: now)
                authors.removeAll(keepingCapacity: true)
                try table.add(reports)
                reports.removeAll(keepingCapacity: true)
                try table.keep(own)
                own.removeAll(keepingCapacity: true)
                while let last = decided.last {
                    try table.decide(last.decision, of: last.author.bytes)
                    decided.removeLast()
                }
            } catch {
                logger.warning("What other nodes report can't be stored: \(error)")
            }
        }
    }
#endif
