import Events

/// Our own values, which live in the network only as long as they are put again: hourly, until they expire. When it is
/// due differs from value to value, so that puts do not come in bursts.
public struct Republication: Sendable {
    public static let interval = Duration.seconds(3_600)
    /// So much earlier or later, by the value's id.
    private static let jitter: Int64 = 600
    /// Over so many seconds all values are put after a start.
    private static let start: UInt64 = 300
    /// As many as an author may make in a value's life, with as many for look-ups.
    private static let capacity = 1_040

    private struct Entry {
        let value: SignedValue
        var next: Timestamp

        var expires: Timestamp { value.value.header.expires }
    }

    private var entries: [UInt64: Entry] = [:]

    public init() {}

    public var count: Int { entries.count }
    public var deadline: Timestamp? { entries.values.map(\.next).min() }

    /// A value that was just put for the first time. When there is no room, the one that expires first goes.
    public mutating func add(_ value: SignedValue, at now: Timestamp) {
        add(value, next: now.adding(Self.wait(value)))
    }

    /// A value from before a restart.
    public mutating func restore(_ value: SignedValue, at now: Timestamp) {
        add(value, next: now.adding(.seconds(Int64(value.value.header.id % Self.start))))
    }

    private mutating func add(_ value: SignedValue, next: Timestamp) {
        if entries.count >= Self.capacity, let first = entries.min(by: { $0.value.expires < $1.value.expires }) {
            entries[first.key] = nil
        }
        entries[value.value.header.id] = Entry(value: value, next: next)
    }

    /// The values to put now. Expired ones are forgotten.
    public mutating func due(at now: Timestamp) -> [SignedValue] {
        entries = entries.filter { $0.value.expires > now }
        let due = entries.values.filter { $0.next <= now }.map(\.value)
        for value in due { entries[value.value.header.id]?.next = now.adding(Self.wait(value)) }
        return due
    }

    private static func wait(_ value: SignedValue) -> Duration {
        interval + .seconds(Int64(value.value.header.id >> 16 % UInt64(2 * jitter)) - jitter)
    }
}
