import Testing

@testable import Sharing

struct TrafficTotalsTests {
    @Test func totalsThatBeginAnewWithAChildAddUp() {
        var totals = TrafficTotals()
        var statistics = NodeStatistics()
        var sum = (received: 0, sent: 0)
        for (received, sent) in [(10, 5), (30, 5), (4, 2), (5, 2)] as [(UInt64, UInt64)] {
            (statistics.receivedBytes, statistics.sentBytes) = (received, sent)
            let more = totals.advance(to: statistics)
            sum = (sum.received + more.received, sum.sent + more.sent)
        }
        #expect(sum == (35, 7))
    }
}
