import Events

/// Gives the id of every event once, in the order in which they can be had: a cursor over what the node commits.
public struct EventFollower {
    /// Some events, and the position to keep once all of them are done.
    public struct Step: Sendable {
        public let events: [EventID]
        public let position: FollowerPosition
    }

    private let reader: EventReader
    private let version: DataVersion
    private let selectLate: SQLiteStatement
    private let selectNext: SQLiteStatement
    private var position: FollowerPosition
    /// When there was nothing left to give; nil when there may be more.
    private var emptyVersion: Int64?

    /// - Parameter position: of the last time; nil to begin behind everything that is there now.
    public init(path: String, from position: FollowerPosition?) throws(StoreError) {
        reader = try EventReader(path: path)
        version = try reader.dataVersion()
        let connection = reader.connection
        selectLate = try connection.prepare("SELECT id, event FROM late WHERE id > ?1 ORDER BY id LIMIT ?2")
        selectNext = try connection.prepare("SELECT id FROM event WHERE id > ?1 ORDER BY id LIMIT ?2")
        if let position {
            self.position = position
        } else {
            try reader.beginSnapshot()
            self.position = FollowerPosition(
                lastEvent: try reader.newestEvent() ?? EventID(rawValue: 0),
                lastLate: try connection.integer("SELECT max(id) FROM late") ?? 0)
            try reader.endSnapshot()
        }
    }

    /// What comes next, at most `limit` events; none when there is nothing new, which costs a look into shared memory.
    public mutating func next(_ limit: Int) throws(StoreError) -> Step {
        let current = try version.current()
        if emptyVersion == current { return Step(events: [], position: position) }
        try reader.beginSnapshot()
        do throws(StoreError) {
            let events = try read(max(limit, 1))
            try reader.endSnapshot()
            emptyVersion = events.isEmpty ? current : nil
            return Step(events: events, position: position)
        } catch {
            try? reader.endSnapshot()
            throw error
        }
    }

    /// All late ones first: one that is still ahead comes in its order, since it is in this snapshot already.
    private mutating func read(_ limit: Int) throws(StoreError) -> [EventID] {
        var events: [EventID] = []
        while events.count < limit {
            let room = limit - events.count
            if try readLate(room, into: &events) < room {
                try readNext(limit - events.count, into: &events)
                break
            }
        }
        return events
    }

    /// - Returns: how many late ones there were.
    private mutating func readLate(_ limit: Int, into events: inout [EventID]) throws(StoreError) -> Int {
        selectLate.bind(1, position.lastLate)
        selectLate.bind(2, limit)
        defer { selectLate.reset() }
        var count = 0
        while try selectLate.step() {
            count += 1
            position.lastLate = selectLate.integer(0)
            let event = EventID(rawValue: selectLate.integer(1))
            if event <= position.lastEvent { events.append(event) }
        }
        return count
    }

    private mutating func readNext(_ limit: Int, into events: inout [EventID]) throws(StoreError) {
        selectNext.bind(1, position.lastEvent.rawValue)
        selectNext.bind(2, limit)
        defer { selectNext.reset() }
        while try selectNext.step() {
            position.lastEvent = EventID(rawValue: selectNext.integer(0))
            events.append(position.lastEvent)
        }
    }

    /// An event as it was seen; nil once it is deleted.
    public func event(_ id: EventID) throws(StoreError) -> FollowedEvent? {
        try reader.followedEvent(id)
    }

    /// How many events are behind the position.
    public func backlog() throws(StoreError) -> Int {
        let statement = try reader.connection.prepare("SELECT count(*) FROM event WHERE id > ?")
        statement.bind(1, position.lastEvent.rawValue)
        return try statement.step() ? Int(statement.integer(0)) : 0
    }
}
