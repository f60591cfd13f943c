import Events

/// Our own values, which live in the network only as long as they are put again until they expire. When it is due
/// differs from value to value, so that puts do not come in bursts.
public struct Republication: Sendable {
    public struct Settings: Sendable {
        /// Between two puts, and so much earlier or later by the value's id.
        public var interval: Duration
        public var jitter: Int64
        public var capacity: Int

        /// As many as an author may make in a value's life.
        public static let batches = Settings(interval: .seconds(3_600), jitter: 600, capacity: ValueLimits.links)
        /// Far more come of them, and each matters less.
        public static let lookups = Settings(interval: .seconds(6 * 3_600), jitter: 3_600, capacity: 1_040)
        /// Of two days.
        static let keyrings = Settings(interval: .seconds(3_600), jitter: 600, capacity: 64)
    }

    /// Over so many seconds all values are put after a start: each is back within a minute.
    private static let start: UInt64 = 45
    /// Until one is put again that nobody took.
    private static let pause: UInt64 = 30

    private struct Entry {
        let value: SignedValue
        var next: Timestamp

        var expires: Timestamp { value.value.header.expires }
    }

    private let settings: Settings
    private var entries: [UInt64: Entry] = [:]
    /// Of before a restart.
    private var restored: [SignedValue] = []

    public init(_ settings: Settings = .batches) { self.settings = settings }

    public var count: Int { entries.count + restored.count }

    /// A value that was just made. When there is no room, the one that expires first goes.
    public mutating func add(_ value: SignedValue, at now: Timestamp) {
        add(value, next: now)
    }

    /// A value from before a restart: `spread` makes it due.
    public mutating func restore(_ value: SignedValue) { restored.append(value) }

    /// Somebody is there to take values: those from before are put within a minute.
    public mutating func spread(from now: Timestamp) {
        for value in restored { add(value, next: now.adding(Self.draw(value.value.header.id, below: Self.start))) }
        restored = []
    }

    private mutating func add(_ value: SignedValue, next: Timestamp) {
        if entries.count >= settings.capacity, let first = entries.min(by: { $0.value.expires < $1.value.expires }) {
            entries[first.key] = nil
        }
        entries[value.value.header.id] = Entry(value: value, next: next)
    }

    /// The values to put now, those first that wait longest. Expired ones are forgotten.
    public mutating func due(at now: Timestamp, atMost limit: Int = .max) -> [SignedValue] {
        entries = entries.filter { $0.value.expires > now }
        let due = entries.values.filter { $0.next <= now }.sorted { $0.next < $1.next }.prefix(max(0, limit))
        for entry in due {
            let next = now.adding(wait(entry.value))
            entries[entry.value.value.header.id]?.next = next
        }
        return due.map(\.value)
    }

    /// Nobody took a value.
    public mutating func retry(_ id: UInt64, at now: Timestamp) {
        entries[id]?.next = now.adding(Self.draw(id, below: Self.pause) + .seconds(1))
    }

    private func wait(_ value: SignedValue) -> Duration {
        settings.interval + Self.draw(value.value.header.id, below: UInt64(2 * settings.jitter))
            - .seconds(settings.jitter)
    }

    private static func draw(_ id: UInt64, below limit: UInt64) -> Duration { .seconds(Int64((id >> 16) % limit)) }
}
