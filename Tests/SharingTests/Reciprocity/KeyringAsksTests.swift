import Events
import Testing

@testable import Sharing

struct KeyringAsksTests {
    private func at(_ seconds: Int64) -> Timestamp { start.adding(.seconds(seconds)) }

    @Test func anAuthorIsAskedEverLessOften() throws {
        var asks = KeyringAsks()
        let one = [try author(1).author]
        let times = (0..<(4 * 3_600)).filter { asks.take(one, at: at(Int64($0))) == one }
        #expect(times == [0, 60, 180, 420, 900, 1_860, 3_780, 7_380, 10_980])
    }

    @Test func itIsWorthWhileAgainAMinuteAfterAtMost() throws {
        var asks = KeyringAsks()
        let one = [try author(1).author]
        for second in 0..<4_000 as Range<Int64> { _ = asks.take(one, at: at(second)) }
        asks.hurry(at: at(4_000))
        #expect(asks.take(one, at: at(4_004)).isEmpty, "others have not answered yet")
        #expect(asks.take(one, at: at(4_005)) == one)
        asks.hurry(at: at(4_006))
        #expect(asks.take(one, at: at(4_064)).isEmpty)
        #expect(asks.take(one, at: at(4_065)) == one)
        #expect(asks.take(one, at: at(4_125)) == one)
        asks.hurry(at: at(4_126))
        asks.hurry(at: at(4_184))
        #expect(asks.take(one, at: at(4_185)) == one, "what hurries once more delays nothing")
    }

    @Test func onlySoManyAreAskedASecond() throws {
        var asks = KeyringAsks(perSecond: 2)
        let many = try (1...9).map { try author($0).author }
        #expect(asks.take(many, at: start) == Array(many[0..<2]))
        #expect(asks.take(many, at: start).isEmpty)
        #expect(asks.take(many, at: at(1)) == Array(many[2..<4]))
        #expect(asks.take([], at: at(2)).isEmpty)
    }

    @Test func aClockThatIsSetBackDoesNotStopIt() throws {
        var asks = KeyringAsks()
        let one = [try author(1).author]
        #expect(asks.take(one, at: at(1_000_000)) == one)
        #expect(asks.take(one, at: start) == one)
    }
}
