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
        #expect(schedule.failed(at: start).isNews)
        #expect(!schedule.failed(at: start).isNews)
        // Accepted and closed at once.
        schedule.reached(at: start)
        #expect(!schedule.failed(at: start + .seconds(4)).isNews)
    }

    @Test func whatHeldForAWhileHasRecovered() {
        var schedule = RetrySchedule()
        schedule.reached(at: start)
        #expect(!schedule.hasRecovered(at: start + .seconds(60)), "it had not failed")
        _ = schedule.failed(at: start)
        #expect(!schedule.hasRecovered(at: start + .seconds(60)))
        schedule.reached(at: start)
        schedule.reached(at: start + .seconds(4))
        #expect(!schedule.hasRecovered(at: start + .seconds(4)))
        #expect(schedule.hasRecovered(at: start + .seconds(5)))
        #expect(!schedule.hasRecovered(at: start + .seconds(6)), "said once")
        #expect(schedule.failed(at: start + .seconds(7)) == (.seconds(1), true))
    }
}
