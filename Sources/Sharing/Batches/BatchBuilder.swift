import Events
import SIP

/// Collects events until a batch is due: at 50, an hour after the first, or soon when an address was not seen before.
/// Events of one address, number and method become one. It keeps to the number of batches an hour that others allow an
/// author: the first of them leave at once, the second half more slowly.
public struct BatchBuilder: Sendable {
    public struct Settings: Sendable {
        /// 1…`ValueLimits.events`.
        public var events = 50
        public var age = Duration.seconds(3_600)
        public var ageOfNews = Duration.seconds(60)
        /// The same for the first batches of an hour, as many as `firstBatches`.
        public var ageOfFirstNews = Duration.seconds(1)
        public var firstBatches = 5
        public var batchesPerHour = 20
        /// Bytes of events and their dictionaries that a batch is ended at.
        public var bytes = 4_096
        /// Addresses that are remembered as seen before.
        public var knownAddresses = 65_536

        public init() {}
    }

    private let settings: Settings
    /// What is not shared, since nobody would believe it.
    public var rules: EventRules
    private var events: [EventPlace: BatchEvent] = [:]
    private var bytes = 0
    private var due: Timestamp?
    private var hour: Int64 = 0
    /// Batches of the hour.
    private var made = 0
    /// Events for which there was no room: the hour's batches were made, and another one was full.
    public private(set) var omitted = 0
    private var known: LRUTable<IPAddress, Bool>

    public init(_ settings: Settings = Settings(), rules: EventRules = EventRules()) {
        self.settings = settings
        self.rules = rules
        known = LRUTable(capacity: settings.knownAddresses)
    }

    /// When `batch(at:)` has something to give; nil while there is nothing.
    public var deadline: Timestamp? { due.map { isSpent ? max($0, Timestamp(seconds: (hour + 1) * 3_600)) : $0 } }

    private var isSpent: Bool { made >= settings.batchesPerHour }

    /// - Returns: a batch that is full with this event; it is to be made at once.
    public mutating func add(_ event: BatchEvent, at now: Timestamp) -> [BatchEvent]? {
        guard rules.rejection(of: event) == nil else { return nil }
        turn(to: now)
        let place = EventPlace(event)
        if events[place]?.merge(event) == nil {
            guard events.count < ValueLimits.events, bytes < ValueLimits.bytes - 1_024 else {
                omitted += 1
                return nil
            }
            events[place] = event
            bytes += event.wireSize
        }
        let isNew = known.insert(true, for: event.address) == nil
        let deadline = now.adding(isNew ? ageOfNews : settings.age)
        due = due.map { min($0, deadline) } ?? deadline
        let isFull = events.count >= min(settings.events, ValueLimits.events) || bytes >= settings.bytes
        return isFull && !isSpent ? take() : nil
    }

    /// How long an address that was not seen before waits now.
    private var ageOfNews: Duration {
        if made < settings.firstBatches { return settings.ageOfFirstNews }
        let isHurried = made < settings.batchesPerHour / 2
        return isHurried
            ? settings.ageOfNews : max(settings.ageOfNews, .seconds(7_200 / max(1, settings.batchesPerHour)))
    }

    /// Batches that were made before a restart count as well.
    public mutating func restore(_ times: [Timestamp], at now: Timestamp) {
        turn(to: now)
        made += times.filter { $0.seconds / 3_600 == hour }.count
    }

    /// The events collected, if it is time.
    public mutating func batch(at now: Timestamp) -> [BatchEvent]? {
        turn(to: now)
        guard let deadline, deadline <= now else { return nil }
        return take()
    }

    private mutating func turn(to now: Timestamp) {
        guard hour != now.seconds / 3_600 else { return }
        hour = now.seconds / 3_600
        made = 0
    }

    /// The events collected, such as when the node stops.
    public mutating func take() -> [BatchEvent]? {
        guard !events.isEmpty else { return nil }
        defer {
            events.removeAll(keepingCapacity: true)
            bytes = 0
            due = nil
            made += 1
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
