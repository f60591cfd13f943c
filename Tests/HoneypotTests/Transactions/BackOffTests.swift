import Events
import Testing

@testable import Honeypot

@Suite("Repetition (RFC 3261 §17.1.2.2, §17.2.1)") struct BackOffTests {
    /// When something goes out again, in milliseconds from the first time on, looked at each millisecond.
    private func repetitions(_ backOff: BackOff) -> (again: [Int], givenUp: Int?) {
        var backOff = backOff
        var again: [Int] = []
        for millisecond in 0..<40_000 {
            switch backOff.fire(at: .after(.milliseconds(millisecond))) {
            case .nothing: continue
            case .sendAgain: again.append(millisecond)
            case .giveUp: return (again, millisecond)
            }
        }
        return (again, nil)
    }

    @Test func intervalsDoubleFromT1ToT2UntilSixtyFourT1() {
        let (again, givenUp) = repetitions(BackOff(from: .start))
        #expect(again == [500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500])
        #expect(givenUp == 32_000)
    }

    @Test func withoutACeilingTheyDoubleOn() {
        let (again, givenUp) = repetitions(BackOff(from: .start, ceiling: TimerValues.timeout))
        #expect(again == [500, 1_500, 3_500, 7_500, 15_500, 31_500])
        #expect(givenUp == 32_000)
    }

    @Test func aReliableTransportRepeatsByItself() {
        let (again, givenUp) = repetitions(BackOff(from: .start, isRepeated: false))
        #expect(again.isEmpty)
        #expect(givenUp == 32_000)
        #expect(BackOff(from: .start, isRepeated: false).deadline == .after(.seconds(32)))
    }

    @Test func slowedDownItGoesOutAtTheCeiling() {
        var backOff = BackOff(from: .start)
        backOff.slowDown()
        // The interval that runs ends as it was.
        #expect(repetitions(backOff).again == [500, 4_500, 8_500, 12_500, 16_500, 20_500, 24_500, 28_500])
    }

    @Test func aClockThatJumpsGetsOneRepetition() {
        var backOff = BackOff(from: .start)
        #expect(backOff.fire(at: .after(.seconds(20))) == .sendAgain)
        #expect(backOff.fire(at: .after(.seconds(20))) == .nothing)
        #expect(backOff.deadline == .after(.seconds(21)))
        #expect(backOff.fire(at: .start) == .nothing)
        #expect(backOff.fire(at: .after(.seconds(90))) == .giveUp)
    }
}
