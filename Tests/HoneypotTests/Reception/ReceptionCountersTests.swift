import Events
import Metrics
import NIOCore
import SIP
import Synchronization
import Testing

@testable import Honeypot

@Suite struct ReceptionCountersTests {
    private let registry = CountingFactory()

    @Test func eventsCountByTransportAndMethod() {
        let counters = EventCounters(factory: registry)
        for transport in SIPTransport.allCases {
            for method in SIPMethod.allCases { counters.count(transport, method) }
            counters.count(transport, nil)
            counters.count(transport, nil)
        }
        #expect(registry.counts.count == 3 * (SIPMethod.allCases.count + 1))
        for transport in SIPTransport.allCases {
            for method in SIPMethod.allCases {
                let name = method.name?.description ?? "other"
                #expect(registry.counts["sentrypeer_events_seen transport=\(transport.name) method=\(name)"] == 1)
            }
            #expect(registry.counts["sentrypeer_events_seen transport=\(transport.name) method=none"] == 2)
        }
    }

    @Test func everyMalformationHasItsReason() {
        var all: [Malformation] = [.handshakeFailed]
        for error in SIPParseError.allCases { all.append(.unreadable(error)) }
        for reason in SIPStreamFramer.Break.allCases { all.append(.brokenStream(reason)) }
        for malformation in all {
            #expect(MalformationCounters.reasons[MalformationCounters.index(of: malformation)] == malformation.name)
        }
        #expect(Set(all.map(\.name)) == Set(MalformationCounters.reasons))
        let counters = MalformationCounters(factory: registry)
        counters.count(.handshakeFailed)
        #expect(registry.counts["sentrypeer_packets_malformed reason=tls-handshake-failed"] == 1)
        #expect(registry.counts["sentrypeer_packets_malformed reason=empty"] == 0)
    }

    @Test func answersCountByCodeOrClass() {
        let counters = AnswerCounters(factory: registry)
        for code in [100, 200, 200, 299, 486, 603, 699] { counters.count(SIPStatus(code)) }
        func count(_ code: String) -> Int64? { registry.counts["sentrypeer_answers_sent code=\(code)"] }
        let expected = ["100": 1, "200": 2, "2xx": 1, "486": 1, "603": 1, "6xx": 1, "4xx": 0]
        for (code, times) in expected { #expect(count(code) == Int64(times), "\(code)") }
        #expect(count("299") == nil)
    }

    @Test func onlyResponsesAreAnswers() {
        let counters = AnswerCounters(factory: registry)
        for text in [
            "SIP/2.0 180 Ringing\r\n", "BYE sip:a@b SIP/2.0\r\n", "SIP/2.0 2x0 OK\r\n", "SIP/2.0 18", "",
            "SIP/2.0 999 \r\n",
        ] {
            counters.count(ByteBuffer(string: text))
        }
        #expect(registry.counts["sentrypeer_answers_sent code=180"] == 1)
        #expect(registry.counts["sentrypeer_answers_sent code=6xx"] == 1)
        #expect(registry.counts.values.reduce(0, +) == 2)
    }
}

/// Keeps counts by name and labels.
private final class CountingFactory: MetricsFactory {
    private final class Count: CounterHandler {
        let value = Atomic<Int64>(0)

        func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
        func reset() {}
    }

    private let made = Mutex<[String: Count]>([:])

    var counts: [String: Int64] { made.withLock { $0.mapValues { $0.value.load(ordering: .relaxed) } } }

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let name = ([label] + dimensions.map { "\($0.0)=\($0.1)" }).joined(separator: " ")
        let count = Count()
        made.withLock { $0[name] = count }
        return count
    }

    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler { NOOPMetricsHandler.instance }

    func destroyCounter(_: any CounterHandler) {}
    func destroyRecorder(_: any RecorderHandler) {}
    func destroyTimer(_: any TimerHandler) {}
}
