import Testing

@testable import Delivery

@Suite struct BackoffTests {
    private let backoff = Backoff(first: .seconds(1), longest: .seconds(60))

    @Test func pausesDoubleUpToTheLongest() {
        let delays = (1...8).map { backoff.delay(after: $0, random: 1) }
        #expect(delays == [1, 2, 4, 8, 16, 32, 60, 60].map { .seconds($0) })
        #expect(backoff.delay(after: .max, random: 1) == .seconds(60))
    }

    @Test func halfOfAPauseIsChance() {
        #expect(backoff.delay(after: 3, random: 0) == .seconds(2))
        #expect(backoff.delay(after: 3, random: 0.5) == .seconds(3))
    }
}
