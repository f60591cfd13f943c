import Events

/// Ten minutes, counted from 1970. Feeds have keys of their own for each, so that a key stops growing.
public struct Epoch: Hashable, Comparable, Sendable {
    public static let seconds: Int64 = 600
    /// Epochs of a day.
    static let ofDay: UInt64 = 144

    public let number: UInt32

    public init(number: UInt32) { self.number = number }

    /// The one that a moment lies in.
    public init(_ time: Timestamp) {
        number = UInt32(clamping: time.seconds / Self.seconds)
    }

    public var start: Timestamp { Timestamp(seconds: Int64(number) * Self.seconds) }
    public var end: Timestamp { Timestamp(seconds: (Int64(number) + 1) * Self.seconds) }

    public static func < (left: Epoch, right: Epoch) -> Bool { left.number < right.number }
}

extension Timestamp {
    /// Whole seconds since 1970.
    var seconds: Int64 { nanoseconds / 1_000_000_000 }

    /// - Parameter seconds: since 1970; what can't be told in nanoseconds is the last moment that can.
    init(seconds: Int64) {
        let (nanoseconds, isOver) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        self.init(nanoseconds: isOver ? .max : nanoseconds)
    }

    var wholeSeconds: Timestamp { Timestamp(seconds: seconds) }
}
