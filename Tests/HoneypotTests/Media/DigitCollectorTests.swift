import SIP
import Testing

@testable import Honeypot

@Suite struct DigitCollectorTests {
    /// A report as a sender puts it on the wire.
    private struct Report {
        var code: UInt8
        var timestamp: UInt32
        var duration: UInt16
        var isEnd = false
        var isMarked = false
        var source: UInt32 = 1
    }

    private func digits(_ reports: [Report]) -> String {
        var collector = DigitCollector()
        for report in reports { receive(report, &collector) }
        return collector.digits
    }

    private func receive(_ report: Report, _ collector: inout DigitCollector) {
        let event = TelephoneEvent(code: report.code, isEnd: report.isEnd, duration: report.duration)
        receive(
            event.bytes, timestamp: report.timestamp, isMarked: report.isMarked, source: report.source, &collector)
    }

    private func receive(
        _ payload: [UInt8], timestamp: UInt32, isMarked: Bool = false, source: UInt32 = 1,
        _ collector: inout DigitCollector
    ) {
        let header = RTPHeader(
            isMarked: isMarked, payloadType: 101, sequenceNumber: 0, timestamp: timestamp, synchronizationSource: source
        )
        collector.receive(payload.span, payload: ByteRange(0, payload.count), header: header)
    }

    /// A key held for 100 ms: five reports, the end three times (RFC 4733 §2.5.1.4).
    private func press(_ code: UInt8, at timestamp: UInt32) -> [Report] {
        let held = (1...5).map {
            Report(code: code, timestamp: timestamp, duration: UInt16(160 * $0), isMarked: $0 == 1)
        }
        let end = Report(code: code, timestamp: timestamp, duration: 960, isEnd: true)
        return held + [end, end, end]
    }

    @Test func aKeyCountsOnceHoweverOftenItIsReported() {
        #expect(digits(press(7, at: 1_000)) == "7")
    }

    @Test func theSameKeyTwice() {
        #expect(digits(press(9, at: 1_000) + press(9, at: 3_000) + press(0, at: 5_000)) == "990")
    }

    @Test func allKeys() {
        #expect(digits((0..<16).flatMap { press($0, at: UInt32($0) * 2_000) }) == "0123456789*#ABCD")
    }

    @Test("Any one report that arrives is enough", arguments: 0..<8) func losses(survivor: Int) {
        let numbers: [UInt8] = [4, 4, 2]
        let survivors = numbers.indices.map { press(numbers[$0], at: UInt32($0) * 2_000)[survivor] }
        #expect(digits(survivors) == "442")
    }

    @Test func anEndThatComesLateIsNoNewKey() {
        let first = press(1, at: 1_000)
        let second = press(2, at: 2_500)
        let mixed: [Report] = first.dropLast(2) + second.prefix(2) + first.suffix(2) + second.suffix(6)
        #expect(digits(mixed) == "12")
    }

    @Test func reportsInReverse() {
        #expect(digits(press(3, at: 1_000).reversed()) == "3")
    }

    @Test func timestampsWrap() {
        #expect(digits(press(1, at: .max - 100) + press(1, at: 2_000)) == "11")
        #expect(digits(press(1, at: .max - 100) + press(2, at: 2_000) + press(1, at: .max - 100)) == "12")
    }

    @Test("A duration of 0 is ignored (§2.3.5)") func withoutDuration() {
        #expect(digits([Report(code: 1, timestamp: 1, duration: 0, isMarked: true)]) == "")
        // As some senders begin.
        let begin = Report(code: 1, timestamp: 1_000, duration: 0, isMarked: true)
        #expect(digits([begin, begin, begin] + press(1, at: 1_000)) == "1")
    }

    @Test func otherEventsAreNoKeys() {
        let codes: [UInt8] = [16, 32, 36, 66, 144, 255]
        #expect(digits(codes.map { Report(code: $0, timestamp: UInt32($0), duration: 800, isEnd: true) }) == "")
        #expect(digits(press(5, at: 1_000) + press(16, at: 1_500) + press(5, at: 2_500)) == "55")
    }

    @Test("A key held for long goes on in segments (§2.5.1.3)") func segments() {
        let first = [160, 32_000, 0xFFFF].map { Report(code: 8, timestamp: 1_000, duration: $0) }
        let second = [160, 32_000, 0xFFFF].map { Report(code: 8, timestamp: 1_000 + 0xFFFF, duration: $0) }
        let third = Report(code: 8, timestamp: 1_000 + 2 * 0xFFFF, duration: 400, isEnd: true)
        #expect(digits(first + second + [third, third]) == "8")
        #expect(digits(first + second + [third] + press(8, at: 200_000)) == "88")
    }

    @Test func aSenderThatMovesTheTimestampWithEachReport() {
        let reports = (1...6 as ClosedRange<UInt16>).map { count in
            Report(
                code: 6, timestamp: 1_000 + 160 * UInt32(count), duration: 160 * count, isEnd: count == 6,
                isMarked: count == 1)
        }
        #expect(digits(reports) == "6")
        #expect(digits(reports + press(6, at: 9_000)) == "66")
    }

    @Test("A second press of a key whose end was lost is told by its marker or its duration") func lostEnds() {
        let first = Report(code: 6, timestamp: 1_000, duration: 800)
        #expect(digits([first, Report(code: 6, timestamp: 5_000, duration: 960, isMarked: true)]) == "66")
        #expect(digits([first, Report(code: 6, timestamp: 5_000, duration: 160)]) == "66")
    }

    @Test func anotherSourceBeginsAnew() {
        let again = press(1, at: 500).map {
            var report = $0
            report.source = 2
            return report
        }
        #expect(digits(press(1, at: 1_000) + again) == "11")
    }

    @Test func aClockThatWasSetAnew() {
        #expect(digits(press(1, at: 4_000_000) + press(2, at: 1_000)) == "12")
    }

    @Test("Several events in a packet follow one another (§2.5.1.5)") func severalInAPacket() {
        let events = [1, 2, 2].map { TelephoneEvent(code: $0, isEnd: true, duration: 800).bytes }
        var collector = DigitCollector()
        for _ in 0..<3 { receive(events.flatMap(\.self), timestamp: 1_000, &collector) }
        #expect(collector.digits == "122")
    }

    @Test func aPayloadThatIsNoWholeReport() {
        var collector = DigitCollector()
        let event = TelephoneEvent(code: 1, isEnd: true, duration: 800).bytes
        for length in 0..<4 { receive(Array(event.prefix(length)), timestamp: 1_000, &collector) }
        #expect(collector.digits == "")
        receive(event + [2, 0x80, 1], timestamp: 1_000, &collector)
        #expect(collector.digits == "1")
    }

    @Test func thereIsAnEndToWhatIsKept() {
        var collector = DigitCollector()
        for number in 0..<10_000 as Range<UInt32> {
            let report = Report(code: UInt8(number % 10), timestamp: number * 1_000, duration: 800, isEnd: true)
            receive(report, &collector)
        }
        #expect(collector.digits.count == DigitCollector.capacity)
        #expect(collector.digits.hasPrefix("0123456789012"))
    }

    @Test func noBytesDoHarm() {
        var generator = SystemRandomNumberGenerator()
        var collector = DigitCollector()
        for _ in 0..<20_000 {
            let payload = (0..<Int.random(in: 0...40)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            receive(
                payload, timestamp: .random(in: 0 ... .max), isMarked: .random(), source: .random(in: 0...3), &collector
            )
        }
        #expect(collector.digits.count <= DigitCollector.capacity)
    }
}
