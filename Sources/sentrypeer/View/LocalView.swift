import Events
import Store
import Telephony
import WebAPI

/// A node's database, as it is beside the node and after it.
struct LocalView: NodeView {
    /// How often it is looked for new events, and how many of them are shown at once.
    private static let beat = Duration.milliseconds(100)
    private static let most = 1_000
    /// Pages of the newest events that are looked through for those that pass a filter.
    private static let pages = 50

    /// The database's path.
    let name: String
    /// How callers dial whose number is asked for; nil when that is not known.
    let plan: CallerDialPlan?

    /// - Throws: when there is no database that can be read.
    init(path: String, plan: CallerDialPlan?) throws(CommandError) {
        name = path
        self.plan = plan
        _ = try reader()
    }

    private func reader() throws(CommandError) -> EventReader {
        try CommandError.reading { () throws(StoreError) in try EventReader(path: name) }
    }

    func stats() async throws(CommandError) -> NodeStats {
        let reader = try reader()
        return try CommandError.reading { () throws(StoreError) in try NodeStats(reader, at: .now) }
    }

    func top(_ list: TopList, since: Timestamp?, limit: Int) async throws(CommandError) -> [TopRow] {
        let reader = try reader()
        var query = ListQuery()
        query.sort = .attempts
        query.since = since
        return try CommandError.reading { () throws(StoreError) in
            switch list {
            case .addresses: try reader.addresses(query, limit: limit).items.map { TopRow($0) }
            case .userAgents: try reader.userAgents(query, limit: limit).items.map { TopRow($0) }
            case .methods: try reader.methods(query, limit: limit).items.map { TopRow($0) }
            case .countries: try reader.countries().map { TopRow($0) }
            case .targets:
                try reader.targets(query, limit: limit).items.map { target throws(StoreError) in
                    TopRow(try TargetRow(target, in: reader))
                }
            }
        }
    }

    func follow(
        _ query: EventQuery, newest: Int, isJSON: Bool, _ put: (TailItem) throws(CommandError) -> Void
    ) async throws(CommandError) {
        let reader = try reader()
        func show(_ event: StoredEvent) throws(CommandError) {
            try put(
                isJSON ? .json(EventObject.json(event, version: Version.current)) : .event(SeenEvent(event)))
        }
        let filter = try CommandError.reading { () throws(StoreError) in try query.filter(in: reader, plan) }
        var follower = try CommandError.reading { () throws(StoreError) in try EventFollower(path: name, from: nil) }
        let picker = try CommandError.reading { () throws(StoreError) in try reader.picker(filter, with: .session) }
        let history = try CommandError.reading { () throws(StoreError) in
            try Self.newest(newest, of: filter, in: reader, from: follower.position.lastEvent)
        }
        for event in history { try show(event) }
        // What was committed late while they were read may be among them.
        let known = Set(history.map(\.id))
        while true {
            let news = try CommandError.reading { () throws(StoreError) in try follower.next(20 * Self.most).events }
            for id in news.suffix(Self.most) where !known.contains(id) {
                if let event = try CommandError.reading({ () throws(StoreError) in try picker(id) }) { try show(event) }
            }
            if news.count > Self.most { try put(.leftOut(news.count - Self.most)) }
            if news.isEmpty { try put(.silence) }
            // Only Ctrl-C or a reader that goes away ends it, and both show elsewhere.
            try? await Task.sleep(for: Self.beat)
        }
    }

    /// The oldest of them first.
    private static func newest(
        _ count: Int, of filter: EventFilter, in reader: EventReader, from last: EventID
    ) throws(StoreError) -> [StoredEvent] {
        var events: [StoredEvent] = []
        var next: EventID? = last
        for _ in 0..<pages {
            guard let first = next, events.count < count else { break }
            let page = try reader.events(filter, from: first, limit: min(1_000, count - events.count), with: .session)
            events += page.events
            next = page.next
        }
        return events.reversed()
    }

    func close() async {}
}
