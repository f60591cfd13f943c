import Events
import Testing

@testable import Honeypot

@Suite struct RecencyTableTests {
    private var table = RecencyTable<String>(capacity: 8)

    @Test mutating func keepsAValueUntilItExpires() {
        #expect(table.value(for: 1, at: .start) == nil)
        table.set("a", for: 1, until: .after(.seconds(1)))
        #expect(table.value(for: 1, at: .start) == "a")
        #expect(table.value(for: 1, at: .after(.nanoseconds(999_999_999))) == "a")
        #expect(table.value(for: 1, at: .after(.seconds(1))) == nil)
        #expect(table.value(for: 2, at: .start) == nil)
    }

    @Test mutating func theLastValueOfAKeyCounts() {
        table.set("a", for: 1, until: .after(.seconds(9)))
        table.set("b", for: 1, until: .after(.seconds(1)))
        #expect(table.value(for: 1, at: .start) == "b")
        #expect(table.value(for: 1, at: .after(.seconds(2))) == nil)
    }

    /// Keys 0, 2, 4 … share one set of four places.
    @Test mutating func whatExpiresFirstGivesWay() {
        for (key, seconds) in [(UInt64(0), 40), (2, 10), (4, 30), (6, 20)] {
            table.set("\(key)", for: key, until: .after(.seconds(seconds)))
        }
        table.set("8", for: 8, until: .after(.seconds(5)))
        #expect(table.value(for: 2, at: .start) == nil)
        #expect([0, 4, 6, 8].allSatisfy { table.value(for: $0, at: .start) != nil })
        table.set("10", for: 10, until: .after(.seconds(50)))
        #expect(table.value(for: 8, at: .start) == nil)
        // Another set is not touched.
        table.set("1", for: 1, until: .after(.seconds(1)))
        #expect([0, 4, 6, 10, 1].allSatisfy { table.value(for: $0, at: .start) != nil })
    }

    @Test mutating func anExpiredPlaceIsTakenFirst() {
        for key in [UInt64(0), 2, 4] { table.set("\(key)", for: key, until: .after(.seconds(10))) }
        table.set("6", for: 6, until: .after(.seconds(1)))
        table.set("8", for: 8, until: .after(.seconds(20)))
        #expect([0, 2, 4, 8].allSatisfy { table.value(for: $0, at: .after(.seconds(2))) != nil })
    }

    @Test(arguments: [(0, 4), (4, 4), (5, 8), (1_000, 1_024)])
    func neverHoldsMoreThanItsPlaces(capacity: Int, places: Int) {
        var table = RecencyTable<Int>(capacity: capacity)
        for key in 0..<5_000 { table.set(key, for: UInt64(key), until: .after(.seconds(key + 1))) }
        let kept = (0..<5_000).filter { table.value(for: UInt64($0), at: .start) != nil }
        #expect(kept == Array(5_000 - places..<5_000))
    }

    @Test(arguments: [0, .max, 1 << 63, 0xFFFF_FFFF])
    func anyKeyHasItsPlace(key: UInt64) {
        var table = RecencyTable<String>(capacity: 1_024)
        #expect(table.value(for: key, at: .start) == nil)
        table.set("a", for: key, until: .after(.seconds(1)))
        #expect(table.value(for: key, at: .start) == "a")
    }

    @Test func growsUpToItsCapacityAndForgetsNothingMeanwhile() {
        var table = RecencyTable<Int>(capacity: 16_384)
        for key in 0..<4_000 { table.set(key, for: UInt64(key), until: .after(.seconds(1_000 + key))) }
        #expect((0..<4_000).allSatisfy { table.value(for: UInt64($0), at: .start) == $0 })
        for key in 4_000..<40_000 { table.set(key, for: UInt64(key), until: .after(.seconds(1_000 + key))) }
        let kept = (0..<40_000).filter { table.value(for: UInt64($0), at: .start) != nil }
        #expect(kept == Array(40_000 - 16_384..<40_000))
    }
}
