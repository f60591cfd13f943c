/// The number of an event in its store. For an event of our own it is the head of the event's version 7
/// UUID: milliseconds since 1970, then a 12-bit sequence (RFC 9562 §5.7, §6.2 method 1). So ids sort by
/// time, a UUID leads to its row without an index, and a span of time is a span of ids.
public struct EventID: Hashable, Comparable, Sendable {
    public let rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    static let sequenceBits: Int64 = 12

    /// The lowest id of a moment.
    public init(startOf time: Timestamp) {
        rawValue = time.milliseconds << Self.sequenceBits
    }

    /// The moment, in whole milliseconds.
    public var time: Timestamp { Timestamp(nanoseconds: (rawValue >> Self.sequenceBits) &* 1_000_000) }

    /// The id inside a version 7 UUID; nil for another version.
    public init?(_ uuid: UUIDBytes) {
        guard uuid.high >> 12 & 0xF == 7 else { return nil }
        rawValue = Int64(uuid.high >> 16) << Self.sequenceBits | Int64(uuid.high & 0xFFF)
    }

    /// The UUID with this id as its head and `random` as its tail.
    func uuid(random: UInt64) -> UUIDBytes {
        let bits = UInt64(bitPattern: rawValue)
        return UUIDBytes(
            high: (bits >> 12) << 16 | 0x7000 | bits & 0xFFF,
            low: random & (.max >> 2) | 1 << 63)
    }

    public static func < (left: EventID, right: EventID) -> Bool { left.rawValue < right.rawValue }
}
