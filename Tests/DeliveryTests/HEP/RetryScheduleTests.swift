import Testing

@testable import Delivery

@Suite struct RetryScheduleTests {
    private let start = ContinuousClock.now

    @Test func waitsTwiceAsLongEachTimeUpToAMinute() {
        var schedule = RetrySchedule()
        let waits = (0..<8).map { _ in schedule.failed(at: start).wait }
        #expect(waits == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
    }

    @Test func onlyTheFirstFailureIsNews() {
        var schedule = RetrySchedule()
        var news = (0..<2).map { _ in schedule.failed(at: start).isNews }
        // Accepted and closed at once.
        schedule.reached(at: start)
        news.append(schedule.failed(at: start + .seconds(4)).isNews)
        #expect(news == [true, false, false])
    }

    @Test func whatHeldForAWhileHasRecovered() {
        var schedule = RetrySchedule()
        /// Whether it has recovered so many seconds after the start.
        func recovered(_ seconds: Int) -> Bool { schedule.hasRecovered(at: start + .seconds(seconds)) }
        schedule.reached(at: start)
        #expect(!recovered(60), "it had not failed")
        _ = schedule.failed(at: start)
        #expect(!recovered(60))
        schedule.reached(at: start)
        schedule.reached(at: start + .seconds(4))
        #expect(!recovered(4))
        #expect(recovered(5))
        #expect(!recovered(6), "said once")
        let failure = schedule.failed(at: start + .seconds(7))
        #expect(failure == (.seconds(1), true))
    }
}
