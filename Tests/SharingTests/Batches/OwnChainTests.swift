import Events
import Testing

@testable import Sharing

struct OwnChainTests {
    @Test func eachBatchNamesTheOneBefore() throws {
        var chain = OwnChain(try author(1), network: 2)
        #expect(chain.head(at: start) == nil)
        let made = [
            chain.batch([try event()], width: 3, at: start),
            chain.batch([try event()], width: 3, at: start.adding(.seconds(700))),
        ]
        let (first, second) = (try #require(made[0]), try #require(made[1]))
        #expect(first.value.header.previous == nil)
        #expect(second.value.header.previous == first.digest)
        #expect(second.value.header.sequence == first.value.header.sequence + 1)
        #expect(second.value.header.epoch > first.value.header.epoch)
    }

    @Test func aRestartGoesOnWhereItStopped() throws {
        var chain = OwnChain(try author(1), network: 2)
        let values = try (0..<3).compactMap {
            chain.batch([try event()], width: 0, at: start.adding(.seconds($0 * 600)))
        }
        let now = start.adding(.seconds(1_900))
        var restored = OwnChain(try author(1), network: 2)
        restored.restore(values.shuffled(), at: now)
        #expect(restored.head(at: now)?.bytes == chain.head(at: now)?.bytes)
        let next = restored.batch([try event()], width: 0, at: now)
        #expect(next != nil)
        #expect(next == chain.batch([try event()], width: 0, at: now))
    }

    @Test func aHeadOfADayOfFullHoursFits() throws {
        var chain = OwnChain(try author(1), network: 2)
        for number in 0..<530 as Range<Int64> {
            _ = chain.batch([try event()], width: 12, at: start.adding(.seconds(number * 170)))
        }
        let head = try #require(chain.head(at: start.adding(.seconds(530 * 170))))
        guard case .head(let body) = head.value.body else {
            Issue.record("no head")
            return
        }
        #expect(body.links.count == ValueLimits.links)
        #expect(head.bytes.count < ValueLimits.bytes)
    }
}
