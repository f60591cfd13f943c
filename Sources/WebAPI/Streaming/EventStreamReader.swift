import Events
import Store
import Synchronization

/// Reads what is new in the store each time it is asked.
final class EventStreamReader: Sendable {
    /// What came since the last time.
    struct News: Sendable {
        /// The oldest first.
        var events: [StoredEvent] = []
        /// How many more there were.
        var skipped = 0
    }

    private struct State {
        let reader: EventReader
        let version: DataVersion
        var lastVersion: Int64
        var last: EventID
    }

    private let filter: EventFilter
    private let state: Mutex<State>

    init(_ filter: EventFilter, path: String) throws(StoreError) {
        let reader = try EventReader(path: path)
        let version = try reader.dataVersion()
        let current = try version.current()
        let last = try reader.newestEvent() ?? EventID(rawValue: .min)
        self.filter = filter
        state = Mutex(State(reader: reader, version: version, lastVersion: current, last: last))
    }

    /// - Parameter limit: events that are wanted at most, the newest.
    func news(_ limit: Int) throws(StoreError) -> News {
        try state.withLock { state throws(StoreError) in
            let version = try state.version.current()
            guard version != state.lastVersion else { return News() }
            state.lastVersion = version
            guard let newest = try state.reader.newestEvent(), newest > state.last else { return News() }
            let events = try state.reader.events(
                filter, after: state.last, to: newest, newest: limit, with: .session)
            let count =
                events.count < limit
                ? events.count : try state.reader.count(filter, after: state.last, to: newest)
            state.last = newest
            return News(events: events, skipped: max(0, count - events.count))
        }
    }
}
