import Metrics
import NIOCore
import Synchronization

/// A value that goes up and down.
final class GaugeSeries: RecorderHandler, MeterHandler, MetricSeries {
    private let value = Mutex(0.0)

    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }
    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }

    func write(_ name: String, _ labels: String, into buffer: inout ByteBuffer) {
        PrometheusText.write(name, labels, PrometheusText.number(value.withLock { $0 }), into: &buffer)
    }
}
