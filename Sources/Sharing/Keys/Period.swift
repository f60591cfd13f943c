import Events

/// A day in UTC, counted from 1970: as long as an author seals with one key.
public struct Period: Hashable, Comparable, Sendable {
    public static let seconds: Int64 = 86_400

    public let number: UInt32

    public init(number: UInt32) { self.number = number }

    /// The one that a moment lies in.
    public init(_ time: Timestamp) {
        number = UInt32(clamping: time.seconds / Self.seconds)
    }

    var previous: Period { Period(number: number == 0 ? 0 : number - 1) }

    public static func < (left: Period, right: Period) -> Bool { left.number < right.number }
}
