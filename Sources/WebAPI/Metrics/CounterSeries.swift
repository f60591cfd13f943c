import Metrics
import NIOCore
import Synchronization

/// A count that only rises.
final class CounterSeries: CounterHandler, MetricSeries {
    private let value = Atomic<Int64>(0)

    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }

    func write(_ name: String, _ labels: String, into buffer: inout ByteBuffer) {
        PrometheusText.write(name, labels, String(value.load(ordering: .relaxed)), into: &buffer)
    }
}
