import Events
import NIOCore
import Store

/// What a webhook reads from the store and keeps in it. Blocks, as SQLite does.
struct WebhookJournal {
    /// Ids that are read at once.
    private static let step = 64

    private let name: String
    private let encoder: EventEncoder
    private let filter: WebhookFilter
    private let table: FollowerTable
    private var follower: EventFollower
    private var position: FollowerPosition
    /// Before `position`, and not given yet.
    private var left: ArraySlice<EventID>
    /// Those set aside earlier that somebody wants tried again.
    private var wanted: [EventID: FollowerTable.Undelivered] = [:]

    /// Events that were deleted before they were given.
    private var gone = 0

    /// What is to be kept with the next `keep`.
    private var setAside: [(event: EventID, status: Int?, reason: String)] = []
    private var done: [FollowerTable.Undelivered] = []
    private var keptPosition: FollowerPosition?
    private var keptPending: [EventID] = []

    /// From now on no event is missed: one that never ran begins behind everything that is there.
    init(
        path: String, name: String, encoder: EventEncoder, filter: WebhookFilter = WebhookFilter()
    ) throws(StoreError) {
        self.name = name
        self.filter = filter
        self.encoder = encoder
        table = try FollowerTable(path: path)
        let state = try table.state(of: name)
        follower = try EventFollower(path: path, from: state?.position)
        left = state?.pending[...] ?? []
        position = follower.position
        if state == nil { try table.keep(position, of: name) }
    }

    /// Events to deliver, of at most so many that are looked at: fewer when some were deleted meanwhile, or are not for
    /// this webhook. Nil when there are no more.
    mutating func next(_ limit: Int) throws(StoreError) -> [Delivery]? {
        if left.isEmpty {
            let step = try follower.next(Self.step)
            left = step.events[...]
            position = step.position
        }
        let some = left.prefix(limit)
        if some.isEmpty { return nil }
        var deliveries: [Delivery] = []
        for event in some {
            guard let followed = try follower.event(event) else {
                gone += 1
                continue
            }
            if filter.allows(followed.event, calling: followed.number) { deliveries.append(delivery(of: followed)) }
        }
        left = left.dropFirst(some.count)
        return deliveries
    }

    /// Events that somebody wants tried again.
    mutating func wanted(_ limit: Int) throws(StoreError) -> [Delivery] {
        var deliveries: [Delivery] = []
        for undelivered in try table.undelivered(of: name, isWanted: true, limit: limit)
        where wanted[undelivered.event] == nil {
            guard let followed = try follower.event(undelivered.event) else {
                done.append(undelivered)
                continue
            }
            wanted[undelivered.event] = undelivered
            deliveries.append(delivery(of: followed))
        }
        return deliveries
    }

    mutating func delivered(_ events: [EventID]) {
        for event in events {
            if let undelivered = wanted.removeValue(forKey: event) { done.append(undelivered) }
        }
    }

    mutating func setAside(_ event: EventID, status: Int?, reason: String) {
        wanted[event] = nil
        setAside.append((event, status, reason))
    }

    /// Writes how far it has come.
    /// - Parameter unfinished: events that were given and are not done.
    mutating func keep(_ unfinished: Set<EventID>, at now: Timestamp) throws(StoreError) {
        let pending = (unfinished.filter { wanted[$0] == nil } + left).sorted()
        guard keptPosition != position || keptPending != pending || !setAside.isEmpty || !done.isEmpty else { return }
        try table.together { () throws(StoreError) in
            try table.keep(position, pending: pending, of: name)
            for one in setAside {
                try table.setAside(one.event, of: name, at: now, status: one.status, reason: one.reason)
            }
            for one in done { try table.remove(one) }
        }
        keptPosition = position
        keptPending = pending
        setAside = []
        done = []
    }

    /// Events that were deleted before they were delivered.
    func missed() throws(StoreError) -> Int { try (table.state(of: name)?.missed ?? 0) + gone }

    /// Events that nobody has looked at yet, as far as `limit`.
    func backlog(limit: Int) throws(StoreError) -> Int { try left.count + follower.backlog(limit: limit) }

    private func delivery(of followed: FollowedEvent) -> Delivery {
        var body = ByteBuffer()
        encoder.write(followed.event, calling: followed.number, into: &body)
        return Delivery(id: followed.event.id, uuid: followed.event.uuid, body: body)
    }
}
