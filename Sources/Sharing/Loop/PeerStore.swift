#if OpenDHT
    import Events
    import Logging
    import Metrics
    import Store

    /// What goes into the database, a few times a second. What can't be stored now waits.
    struct PeerStore {
        /// Reports that wait at most.
        private static let limit = 10_000
        private static let interval = Duration.seconds(0.2)

        private let table: ReportedTable
        private let logger: Logger
        private var reports: [PeerReport] = []
        private var next = ContinuousClock.now
        private let lost = Counter(label: "sentrypeer_peer_events", dimensions: [("verdict", "lost")])

        init(_ database: String, logger: Logger) throws(StoreError) {
            table = try ReportedTable(path: database)
            self.logger = logger
        }

        func memory() throws(StoreError) -> ExchangeMemory { ExchangeMemory() }

        mutating func add(_ new: [PeerReport]) {
            let room = max(0, Self.limit - reports.count)
            reports += new.prefix(room)
            if new.count > room { lost.increment(by: new.count - room) }
        }

        mutating func add(_ action: ExchangeAction) {
            switch action {
            case .report(let evidence): add(evidence.compactMap(PeerReport.init))
            default: break
            }
        }

        mutating func turn(isLast: Bool = false) {
            guard isLast || ContinuousClock.now >= next, !reports.isEmpty else { return }
            next = .now + Self.interval
            do throws(StoreError) {
                try table.add(reports)
                reports.removeAll(keepingCapacity: true)
            } catch {
                logger.warning("What other nodes report can't be stored: \(error)")
            }
        }
    }

    extension PeerReport {
        fileprivate init?(_ evidence: Evidence) {
            guard case .address(let address) = evidence.subject else { return nil }
            self.init(
                source: address, calledNumber: nil, author: evidence.author.bytes, isLegacy: false,
                time: evidence.last)
        }
    }
#endif
