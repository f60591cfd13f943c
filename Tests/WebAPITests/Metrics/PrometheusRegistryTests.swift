import Metrics
import NIOCore
import Testing

@testable import WebAPI

@Suite struct PrometheusRegistryTests {
    private let registry = PrometheusRegistry()

    private var text: String {
        var buffer = ByteBuffer()
        registry.write(into: &buffer)
        return String(buffer: buffer)
    }

    @Test func aCounterIsATotal() {
        Counter(label: "sentrypeer_events_stored", factory: registry).increment(by: 3)
        #expect(
            text == """
                # HELP sentrypeer_events_stored_total Events written to the database.
                # TYPE sentrypeer_events_stored_total counter
                sentrypeer_events_stored_total 3

                """)
    }

    @Test func seriesOfOneNameStandTogetherAndAreShared() {
        for sink in ["syslog", "store", "store"] {
            Counter(label: "sentrypeer_events_lost", dimensions: [("sink", sink)], factory: registry).increment()
        }
        #expect(
            text == """
                # HELP sentrypeer_events_lost_total Events that a sink never took.
                # TYPE sentrypeer_events_lost_total counter
                sentrypeer_events_lost_total{sink="store"} 2
                sentrypeer_events_lost_total{sink="syslog"} 1

                """)
    }

    @Test func aGaugeIsItsLastValue() {
        let gauge = Gauge(label: "sentrypeer_calls", factory: registry)
        gauge.record(7)
        gauge.record(2.5)
        #expect(text.hasSuffix("# TYPE sentrypeer_calls gauge\nsentrypeer_calls 2.5\n"))
    }

    @Test func aTimerIsAHistogramOfSeconds() {
        let timer = Timer(label: "sentrypeer_commit_duration", factory: registry)
        timer.recordMilliseconds(20)
        timer.recordMilliseconds(30)
        timer.recordSeconds(60)
        let lines = text.split(separator: "\n")
        #expect(lines.contains(#"sentrypeer_commit_duration_seconds_bucket{le="0.01"} 0"#))
        #expect(lines.contains(#"sentrypeer_commit_duration_seconds_bucket{le="0.025"} 1"#))
        #expect(lines.contains(#"sentrypeer_commit_duration_seconds_bucket{le="0.05"} 2"#))
        #expect(lines.contains(#"sentrypeer_commit_duration_seconds_bucket{le="+Inf"} 3"#))
        #expect(
            lines.suffix(2) == [
                "sentrypeer_commit_duration_seconds_sum 60.05", "sentrypeer_commit_duration_seconds_count 3",
            ])
    }

    @Test func labelsAreEscaped() {
        Counter(label: "a.b-c", dimensions: [("x y", "\"\\\n")], factory: registry).increment()
        #expect(text.hasSuffix(#"a_b_c_total{x_y="\"\\\n"} 1"# + "\n"))
    }
}
