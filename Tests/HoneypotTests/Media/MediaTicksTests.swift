import Testing

@testable import Honeypot

@Suite struct MediaTicksTests {
    private let start = ContinuousClock.now

    /// When the beats fall, in milliseconds, for a thread that comes back at `times`.
    private func beats(_ times: [Int]) -> [Int] {
        var ticks = MediaTicks(start: start)
        return times.map { Int((ticks.next(now: start + .milliseconds($0)) - start) / .milliseconds(1)) }
    }

    @Test func anEvenBeat() {
        #expect(beats([0, 20, 40, 60]) == [20, 40, 60, 80])
    }

    @Test func aLateThreadDoesNotShiftIt() {
        #expect(beats([0, 23, 45, 78, 81]) == [20, 40, 60, 80, 100])
    }

    @Test func twoBeatsAreMadeUpFor() {
        #expect(beats([0, 80, 80, 80, 81]) == [20, 40, 60, 80, 100])
    }

    @Test func aPauseIsNot() {
        #expect(beats([0, 1_013, 1_014, 1_034]) == [20, 1_013, 1_033, 1_053])
    }
}
