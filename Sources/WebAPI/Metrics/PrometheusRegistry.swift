import Metrics
import NIOCore
import Synchronization

/// Collects what is counted and measured in this process, for Prometheus to read. A label and dimensions that come
/// again are the same series.
public final class PrometheusRegistry: MetricsFactory {
    private let families = Mutex([String: MetricFamily]())

    public init() {}

    public func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        series(label + "_total", dimensions, .counter) { CounterSeries() }
    }

    public func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        series(label, dimensions, .gauge) { GaugeSeries() }
    }

    public func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        series(label, dimensions, .gauge) { GaugeSeries() }
    }

    public func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        series(label + "_seconds", dimensions, .histogram) { DurationSeries() }
    }

    // Series are the process's: who lets go of one may ask for it again and expects its count.
    public func destroyCounter(_: any CounterHandler) {}
    public func destroyRecorder(_: any RecorderHandler) {}
    public func destroyMeter(_: any MeterHandler) {}
    public func destroyTimer(_: any TimerHandler) {}

    /// All series in the text format 0.0.4, families in the order of their names.
    func write(into buffer: inout ByteBuffer) {
        let families = families.withLock { $0.values.sorted { $0.name < $1.name } }
        for family in families { family.write(into: &buffer) }
    }

    /// The series of a family; one that counts for itself when the name is taken by another kind.
    private func series<Series: MetricSeries>(
        _ name: String, _ dimensions: [(String, String)], _ kind: MetricFamily.Kind, make: () -> Series
    ) -> Series {
        let name = PrometheusText.name(name)
        let labels = PrometheusText.labels(dimensions)
        return families.withLock { families in
            var family = families[name] ?? MetricFamily(name: name, kind: kind)
            if let known = family.series[labels] as? Series { return known }
            let made = make()
            guard family.kind == kind else { return made }
            family.series[labels] = made
            families[name] = family
            return made
        }
    }
}
