import Events

/// Attempts of late. They are kept by the minute, so that the oldest minute of a span counts by the part of it that
/// lies within.
struct RecentAttempts: Equatable {
    private static let minute: Int64 = 60_000_000_000

    let lastMinute: Int
    let lastHour: Int
    let lastDay: Int
    /// Of each minute of the last hour, the oldest first.
    let byMinute: [Int]

    init(_ minutes: [NodeStats.Minute], at now: Timestamp) {
        func sum(_ count: Int64) -> Int {
            let start = now.nanoseconds - count * Self.minute
            let attempts = minutes.reduce(0.0) { sum, minute in
                let inside = minute.start.nanoseconds + Self.minute - start
                guard inside > 0, minute.start <= now else { return sum }
                return sum + Double(minute.attempts) * min(1, Double(inside) / Double(Self.minute))
            }
            return Int(attempts.rounded())
        }
        lastMinute = sum(1)
        lastHour = sum(60)
        lastDay = sum(1_440)
        let last = now.nanoseconds / Self.minute
        var byMinute = [Int](repeating: 0, count: 60)
        for minute in minutes {
            let age = last - minute.start.nanoseconds / Self.minute
            if 0..<60 ~= age { byMinute[59 - Int(age)] += minute.attempts }
        }
        self.byMinute = byMinute
    }
}
