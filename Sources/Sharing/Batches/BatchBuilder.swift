import Events
import SIP

/// Collects events until a batch is due: at 50, an hour after the first, or within a minute when an address was not seen
/// before. Events of one address, number and method become one.
public struct BatchBuilder: Sendable {
    public struct Settings: Sendable {
        /// 1…`ValueLimits.events`.
        public var events = 50
        public var age = Duration.seconds(3_600)
        public var ageOfNews = Duration.seconds(60)
        /// Bytes of events and their dictionaries that a batch is ended at.
        public var bytes = 4_096
        /// Addresses that are remembered as seen before.
        public var knownAddresses = 65_536

        public init() {}
    }

    private let settings: Settings
    private var events: [EventPlace: BatchEvent] = [:]
    private var bytes = 0
    private var due: Timestamp?
    private var known: LRUTable<IPAddress, Bool>

    public init(_ settings: Settings = Settings()) {
        self.settings = settings
        known = LRUTable(capacity: settings.knownAddresses)
    }

    /// When `batch(at:)` has something to give; nil while there is nothing.
    public var deadline: Timestamp? { due }

    /// - Returns: a batch that is full with this event; it is to be made at once.
    public mutating func add(_ event: BatchEvent, at now: Timestamp) -> [BatchEvent]? {
        let isNew = known.insert(true, for: event.address) == nil
        let deadline = now.adding(isNew ? settings.ageOfNews : settings.age)
        due = due.map { min($0, deadline) } ?? deadline
        let place = EventPlace(event)
        if events[place]?.merge(event) == nil {
            events[place] = event
            bytes += event.wireSize
        }
        return events.count >= min(settings.events, ValueLimits.events) || bytes >= settings.bytes ? take() : nil
    }

    /// The events collected, if it is time.
    public mutating func batch(at now: Timestamp) -> [BatchEvent]? {
        guard let due, due <= now else { return nil }
        return take()
    }

    /// The events collected, such as when the node stops.
    public mutating func take() -> [BatchEvent]? {
        guard !events.isEmpty else { return nil }
        defer {
            events.removeAll(keepingCapacity: true)
            bytes = 0
            due = nil
        }
        return Array(events.values)
    }
}

extension BatchEvent {
    /// Adds attempts of the same address, number and method.
    fileprivate mutating func merge(_ other: BatchEvent) {
        first = min(first, other.first)
        last = max(last, other.last)
        attempts = UInt32(clamping: UInt64(attempts) + UInt64(other.attempts))
        isProven = isProven || other.isProven
        agent = agent ?? other.agent
    }

    /// Bytes at most, if nothing in its dictionaries is shared.
    fileprivate var wireSize: Int {
        40 + (number?.utf8.count ?? 0) + (method?.utf8.count ?? 0) + (agent?.utf8.count ?? 0)
    }
}
