import SIP

/// Which keys were pressed, told from reports of which each comes many times and some late or never.
struct DigitCollector: Sendable {
    /// A number, a card, a menu: more than that is only noise.
    static let capacity = 128
    /// How far behind the newest event a report counts as late rather than as a clock that was set anew, in
    /// units of the clock: five seconds.
    private static let lateness: Int32 = 40_000

    /// The newest event.
    private struct Event {
        var source: UInt32
        var timestamp: UInt32
        var code: UInt8
        var duration: UInt16
        var isEnded: Bool
    }

    private(set) var digits = ""
    private var count = 0
    private var newest: Event?

    /// Reads the reports in the payload of a `telephone-event` packet.
    mutating func receive(_ packet: Span<UInt8>, payload: ByteRange, header: RTPHeader) {
        var timestamp = header.timestamp
        var offset = payload.lowerBound
        // §2.5.1.5: where there are several, each begins where the one before it ended.
        while offset + TelephoneEvent.size <= payload.upperBound, let report = TelephoneEvent(packet, at: offset) {
            note(report, timestamp: timestamp, header: header)
            timestamp &+= UInt32(report.duration)
            offset += TelephoneEvent.size
        }
    }

    private mutating func note(_ report: TelephoneEvent, timestamp: UInt32, header: RTPHeader) {
        // §2.3.5: a duration of 0 is ignored. What begins so goes on with more.
        guard let key = report.key, report.duration > 0 else { return }
        let event = Event(
            source: header.synchronizationSource, timestamp: timestamp, code: report.code, duration: report.duration,
            isEnded: report.isEnd)
        switch relation(of: event, isMarked: header.isMarked) {
        case .late: return
        case .same:
            let wasEnded = newest?.isEnded == true
            newest = event
            newest?.isEnded = event.isEnded || wasEnded
        case .new:
            newest = event
            if count < Self.capacity {
                digits.append(key)
                count += 1
            }
        }
    }

    private enum Relation { case new, same, late }

    private func relation(of event: Event, isMarked: Bool) -> Relation {
        guard let newest, newest.source == event.source else { return .new }
        let advance = Int32(bitPattern: event.timestamp &- newest.timestamp)
        if advance < 0 { return advance > -Self.lateness ? .late : .new }
        guard event.code == newest.code else { return .new }
        // All reports of an event have its timestamp (§2.5.1.2), the end three times (§2.5.1.4).
        if advance == 0 { return .same }
        if newest.isEnded { return .new }
        // §2.5.1.3: a longer event goes on in a segment that begins where a duration can no longer say.
        if advance == 0xFFFF { return .same }
        // Some senders move the timestamp with each report of one event; the duration still grows.
        return !isMarked && event.duration > newest.duration ? .same : .new
    }
}
