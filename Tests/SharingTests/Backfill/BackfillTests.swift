import Events
import Testing

@testable import Sharing

struct BackfillTests {
    private func later(_ seconds: Int64) -> Timestamp { start.adding(.seconds(seconds)) }

    private func done(_ values: Int = 1) -> KeyReading {
        KeyReading(values: values, bytes: 4_000, goodNodes: 8, isDone: true)
    }

    @Test func closedEpochsComeNewestFirstAndFiveASecond() {
        var backfill = Backfill()
        backfill.begin(since: later(-7_200), shards: 0...1, at: start)
        #expect(backfill.waitingCount == 24)
        let now = Epoch(start).number
        var got: [KeyName] = []
        for second in 0..<5 as Range<Int64> {
            let keys = backfill.next(at: later(second))
            #expect(keys.count <= 5)
            #expect(backfill.next(at: later(second)).isEmpty)
            got += keys
        }
        #expect(got.count == 24 && backfill.isIdle)
        let expected = (1...12).flatMap { back in
            [1, 0].map { FeedPlace(epoch: Epoch(number: now - UInt32(back)), shard: $0).key }
        }
        #expect(got == expected)
    }

    @Test func noMoreThanALifeIsAskedFor() {
        var backfill = Backfill()
        backfill.begin(since: nil, shards: 0...0, at: start)
        #expect(backfill.waitingCount == 156)
    }

    @Test func whatFailedIsTriedThreeTimes() throws {
        var backfill = Backfill()
        backfill.begin(since: later(-600), shards: 0...0, at: start)
        for second in 0..<3 as Range<Int64> {
            let keys = backfill.next(at: later(second))
            let key = try #require(keys.first)
            backfill.finished(
                key, KeyReading(values: 0, bytes: 0, goodNodes: 8, isDone: false), at: later(second))
        }
        #expect(backfill.isIdle)
    }

    @Test func aHeadTellsWhatIsMissing() throws {
        let identity = try author(1)
        var chain = OwnChain(identity, network: 2)
        var backfill = Backfill()
        var batches: [SignedValue] = []
        for hour in 0..<5 as Range<Int64> {
            let batch = chain.batch([try event()], width: 0, at: later(hour * 3_600))
            batches.append(try #require(batch))
        }
        for kept in [0, 1, 3] { backfill.note(batches[kept].value.header) }
        let now = later(5 * 3_600)
        let head = try #require(chain.head(at: now)).value
        guard case .head(let body) = head.body else {
            Issue.record("no head")
            return
        }
        backfill.note(head.header, body, isTrusted: false, at: now)
        #expect(backfill.next(at: now) == [batches[4].value.header.key, batches[2].value.header.key])
        #expect(backfill.isIdle)
    }

    @Test func aLyingHeadCostsLittle() throws {
        var backfill = Backfill()
        let identity = try author(1)
        let now = Epoch(start).number
        let links = (1...520).map { FeedPlace(epoch: Epoch(number: now - 1 - UInt32($0 % 100)), shard: UInt16($0)) }
        let header = ValueHeader(
            network: 2, key: .head(identity.author), author: identity.author, sequence: 600, previous: nil,
            created: start, expires: later(60))
        backfill.note(header, HeadBody(links: links), isTrusted: false, at: start)
        #expect(backfill.waitingCount == 32)
        let future = [FeedPlace(epoch: Epoch(number: .max), shard: 0), FeedPlace(epoch: Epoch(number: 0), shard: 0)]
        backfill.note(header, HeadBody(links: future), isTrusted: true, at: start)
        #expect(backfill.waitingCount == 32)
    }

    @Test func whenTooMuchWaitsTheOldestGoes() {
        var settings = Backfill.Settings()
        settings.places = 10
        var backfill = Backfill(settings)
        backfill.begin(since: nil, shards: 0...3, at: start)
        #expect(backfill.waitingCount == 10)
        #expect(
            backfill.next(at: start).first == FeedPlace(epoch: Epoch(number: Epoch(start).number - 1), shard: 3).key)
    }
}
