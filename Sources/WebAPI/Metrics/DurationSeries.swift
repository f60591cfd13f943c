import Metrics
import NIOCore
import Synchronization

/// How long something took, as a histogram in seconds.
final class DurationSeries: TimerHandler, MetricSeries {
    private struct State {
        /// The last one counts what is longer than all bounds.
        var counts = [Int64](repeating: 0, count: DurationSeries.bounds.count + 1)
        var nanoseconds: Int64 = 0
    }

    /// Nanoseconds up to which a duration counts for each bucket, and the same in seconds.
    private static let bounds: [(nanoseconds: Int64, text: String)] = [
        (100_000, "0.0001"), (250_000, "0.00025"), (500_000, "0.0005"), (1_000_000, "0.001"), (2_500_000, "0.0025"),
        (5_000_000, "0.005"), (10_000_000, "0.01"), (25_000_000, "0.025"), (50_000_000, "0.05"),
        (100_000_000, "0.1"), (250_000_000, "0.25"), (500_000_000, "0.5"), (1_000_000_000, "1"),
        (2_500_000_000, "2.5"), (5_000_000_000, "5"), (10_000_000_000, "10"),
    ]

    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) {
        let bucket = Self.bounds.firstIndex { duration <= $0.nanoseconds } ?? Self.bounds.count
        state.withLock {
            $0.counts[bucket] += 1
            $0.nanoseconds &+= duration
        }
    }

    func write(_ name: String, _ labels: String, into buffer: inout ByteBuffer) {
        let state = state.withLock { $0 }
        let separator = labels.isEmpty ? "" : ","
        var count: Int64 = 0
        for (bucket, bound) in (Self.bounds.map(\.text) + ["+Inf"]).enumerated() {
            count += state.counts[bucket]
            PrometheusText.write("\(name)_bucket", "\(labels)\(separator)le=\"\(bound)\"", String(count), into: &buffer)
        }
        let seconds = PrometheusText.number(Double(state.nanoseconds) / 1e9)
        PrometheusText.write("\(name)_sum", labels, seconds, into: &buffer)
        PrometheusText.write("\(name)_count", labels, String(count), into: &buffer)
    }
}
