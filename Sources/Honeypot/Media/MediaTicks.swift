/// When the streams send: every 20 ms by an even beat, though threads wake up late.
struct MediaTicks: Sendable {
    private var last: ContinuousClock.Instant

    /// How late a beat may come and still be kept. Beyond, the beat begins anew: after a pause of the machine
    /// a burst would tell what was running, and no listener could use it.
    private static let tolerance = MediaStream.interval * 2

    init(start: ContinuousClock.Instant) {
        last = start
    }

    /// The next beat, which has passed already when `now` is late.
    mutating func next(now: ContinuousClock.Instant) -> ContinuousClock.Instant {
        let due = last + MediaStream.interval
        last = now - due > Self.tolerance ? now : due
        return last
    }
}
