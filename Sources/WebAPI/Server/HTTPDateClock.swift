import Events
import Synchronization

/// The time as HTTP's `Date` wants it, written once a second.
final class HTTPDateClock: Sendable {
    private let latest = Mutex((second: Int64.min, text: ""))

    /// Like `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7).
    var now: String {
        let time = Timestamp.now
        let second = time.nanoseconds / 1_000_000_000
        return latest.withLock { latest in
            if latest.second != second { latest = (second, time.httpDate) }
            return latest.text
        }
    }
}
