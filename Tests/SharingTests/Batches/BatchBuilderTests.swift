import Events
import SIP
import Testing

@testable import Sharing

struct BatchBuilderTests {
    @Test func anAddressNotSeenBeforeWaitsASecond() throws {
        var builder = BatchBuilder()
        #expect(builder.deadline == nil)
        #expect(try builder.add(event(), at: start) == nil)
        #expect(builder.deadline == start.adding(.seconds(1)))
        #expect(builder.batch(at: start.adding(.seconds(0.9))) == nil)
        #expect(builder.batch(at: start.adding(.seconds(1)))?.count == 1)
        #expect(builder.batch(at: start.adding(.seconds(9_000))) == nil)
    }

    @Test func theFirstBatchesOfAnHourAreFastAndTheLastSlow() throws {
        var builder = BatchBuilder()
        var now = start
        var waits: [Duration] = []
        for number in 0..<20 {
            _ = try builder.add(event("185.53.\(number).31", at: now), at: now)
            let deadline = try #require(builder.deadline)
            waits.append(.nanoseconds(deadline.nanoseconds - now.nanoseconds))
            _ = builder.take()
            now = now.adding(.seconds(1))
        }
        let (fast, soon, slow) = (Duration.seconds(1), Duration.seconds(60), Duration.seconds(360))
        #expect(
            waits == Array(repeating: fast, count: 5) + Array(repeating: soon, count: 5)
                + Array(repeating: slow, count: 10))
    }

    @Test func batchesOfBeforeARestartCount() throws {
        var builder = BatchBuilder()
        builder.restore([start, start.adding(.seconds(-3_600))] + Array(repeating: start, count: 4), at: start)
        _ = try builder.add(event(), at: start)
        #expect(builder.deadline == start.adding(.seconds(60)))
    }

    @Test func aKnownAddressWaitsAnHour() throws {
        var builder = BatchBuilder()
        _ = try builder.add(event(), at: start)
        _ = builder.take()
        _ = try builder.add(event(), at: start)
        #expect(builder.deadline == start.adding(.seconds(3_600)))
        _ = try builder.add(event("185.53.88.32"), at: start.adding(.seconds(10)))
        #expect(builder.deadline == start.adding(.seconds(11)))
    }

    @Test func fiftyEventsAreABatch() throws {
        var builder = BatchBuilder()
        for number in 0..<49 { #expect(try builder.add(event("185.53.\(number).31"), at: start) == nil) }
        #expect(try builder.add(event("185.53.49.31"), at: start)?.count == 50)
        #expect(builder.deadline == nil)
    }

    @Test func alikeEventsBecomeOne() throws {
        var builder = BatchBuilder()
        let later = start.adding(.seconds(30))
        _ = try builder.add(event(agent: nil, attempts: 3, isProven: false), at: start)
        _ = try builder.add(event(at: later, attempts: .max), at: later)
        _ = try builder.add(event(method: "OPTIONS", at: later), at: later)
        let taken = builder.take()
        let events = try #require(taken)
        let invite = try #require(events.first { $0.method == "INVITE" })
        #expect(events.count == 2)
        #expect(invite.attempts == .max)
        #expect(invite.first == start && invite.last == later && invite.isProven && invite.agent == "SIPVicious")
    }

    @Test func longTextsEndABatchBeforeItGrowsTooLong() throws {
        var builder = BatchBuilder()
        var full: [BatchEvent]?
        for number in 0..<50 where full == nil {
            full = try builder.add(
                event(
                    "185.53.\(number).31", number: String(repeating: "7", count: 15),
                    agent: String(repeating: "a", count: 60) + "\(number)"), at: start)
        }
        let events = try #require(full)
        #expect(events.count < 50)
        #expect(try batch(events, by: author(1)).bytes.count < 5_000)
    }

    @Test func whatNobodyBelievesIsNotShared() throws {
        var rules = EventRules()
        rules.ownAddresses = [try address("185.53.88.1")]
        var builder = BatchBuilder(rules: rules)
        for victim in ["8.8.8.8", "10.0.0.1", "185.53.88.1"] { _ = try builder.add(event(victim), at: start) }
        _ = try builder.add(event(number: "911"), at: start)
        #expect(builder.deadline == nil)
    }

    @Test func aNodeKeepsToWhatOthersAllowAnAuthor() throws {
        var builder = BatchBuilder()
        var hours: [Int64: Int] = [:]
        for second in 0..<8_000 as Range<Int64> {
            let now = start.adding(.seconds(second))
            let made = [
                builder.batch(at: now),
                try builder.add(event("185.\(second / 250).\(second % 250).31", at: now), at: now),
            ].compactMap(\.self)
            #expect(made.allSatisfy { $0.count <= ValueLimits.events })
            hours[second / 3_600, default: 0] += made.count
        }
        #expect(hours == [0: 20, 1: 20, 2: 20])
        #expect(builder.omitted > 4_000)
        builder = BatchBuilder()
        var news = 0
        for second in 0..<3_600 as Range<Int64> {
            let now = start.adding(.seconds(second))
            if second % 10 == 0 {
                _ = try builder.add(event("185.\(second / 250).\(second % 250).31", at: now), at: now)
            }
            news += builder.batch(at: now) == nil ? 0 : 1
        }
        #expect((15...20).contains(news))
    }
}
