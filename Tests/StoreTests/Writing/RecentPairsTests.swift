import Testing

@testable import Store

@Suite struct RecentPairsTests {
    private var pairs = RecentPairs()

    /// Which of the pairs were new.
    private mutating func news(_ asked: [(Int64, Int64)]) -> [Bool] {
        var news: [Bool] = []
        for (number, source) in asked { news.append(pairs.insert(number, source)) }
        return news
    }

    @Test mutating func aPairIsNewOnce() {
        let first = news([(1, 2), (1, 2), (2, 1)])
        #expect(first == [true, false, true])
        pairs.removeAll()
        let again = news([(1, 2)])
        #expect(again == [true])
    }

    @Test mutating func noOtherPairIsTakenForIt() {
        var known = 0
        for number in Int64(1)...1_000 {
            for source in Int64(1)...100 where !pairs.insert(number, source) { known += 1 }
        }
        #expect(known == 0)
    }

    @Test mutating func idsThatDoNotFitAreAlwaysNew() {
        let asked: [(Int64, Int64)] = [(1 << 32, 1), (1, .max), (-1, 1)]
        let news = news(asked + asked)
        #expect(news == [Bool](repeating: true, count: 6))
    }
}
