import Events
import SIP
import Testing

@testable import Sharing

struct BatchBuilderTests {
    @Test func anAddressNotSeenBeforeWaitsAMinute() throws {
        var builder = BatchBuilder()
        #expect(builder.deadline == nil)
        #expect(try builder.add(event(), at: start) == nil)
        #expect(builder.deadline == start.adding(.seconds(60)))
        #expect(builder.batch(at: start.adding(.seconds(59))) == nil)
        #expect(builder.batch(at: start.adding(.seconds(60)))?.count == 1)
        #expect(builder.batch(at: start.adding(.seconds(9_000))) == nil)
    }

    @Test func aKnownAddressWaitsAnHour() throws {
        var builder = BatchBuilder()
        _ = try builder.add(event(), at: start)
        _ = builder.take()
        _ = try builder.add(event(), at: start)
        #expect(builder.deadline == start.adding(.seconds(3_600)))
        _ = try builder.add(event("185.53.88.32"), at: start.adding(.seconds(10)))
        #expect(builder.deadline == start.adding(.seconds(70)))
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
                    "185.53.\(number).31", number: String(repeating: "7", count: 33),
                    agent: String(repeating: "a", count: 60) + "\(number)"), at: start)
        }
        let events = try #require(full)
        #expect(events.count < 50)
        #expect(try batch(events, by: author(1)).bytes.count < 5_000)
    }
}
