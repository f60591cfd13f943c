import Events
import SIP
import Testing

@testable import Honeypot

@Suite("Never a weapon (RFC 9000 §8.1)") struct ReplyLimiterTests {
    private var limiter = ReplyLimiter(limit: 10)

    private mutating func ask(
        _ source: Endpoint = .peer, bytes: Int = 100, answers: Int = 1, after: Duration = .zero
    ) -> ReplyLimiter.Allowance {
        limiter.allowance(for: source, bytes: bytes, answers: answers, at: .after(after))
    }

    @Test mutating func threeBytesForOneThenOneForOneThenNothing() {
        let first = (0..<10).map { _ in ask() }
        #expect(first == Array(repeating: .bytes(300), count: 10))
        let second = (0..<10).map { _ in ask() }
        #expect(second == Array(repeating: .shortBytes(100), count: 10))
        let third = (0..<100).map { _ in ask() }
        #expect(third == Array(repeating: .nothing, count: 100))
    }

    @Test mutating func aRateUnderTheLimitIsNeverHeldBack() {
        for count in 0..<1_000 { #expect(ask(after: .milliseconds(100 * count)) == .bytes(300)) }
    }

    @Test mutating func aFloodGetsNoMoreThanTheLimit() {
        var given = 0
        // A thousand a second for a minute.
        for count in 0..<60_000 where ask(after: .milliseconds(count)) != .nothing { given += 1 }
        // Two seconds' worth in advance, then ten a second.
        #expect(given <= 20 + 10 * 60)
        #expect(given >= 10 * 60)
    }

    @Test mutating func silenceRestoresTheShare() {
        while ask() != .nothing {}
        // Each tenth of a second pays for one answer.
        #expect(ask(after: .milliseconds(50)) == .shortBytes(100))
        #expect(ask(after: .milliseconds(100)) == .nothing)
        #expect(ask(after: .milliseconds(150)) == .shortBytes(100))
        #expect(ask(after: .milliseconds(200)) == .nothing)
        // Below one second's backlog the factor is three again.
        #expect(ask(after: .milliseconds(1_250)) == .bytes(300))
        #expect((0..<10).allSatisfy { _ in ask(after: .seconds(60)) == .bytes(300) })
        #expect(ask(after: .seconds(60)) == .shortBytes(100))
    }

    @Test mutating func anAnswerOfSeveralMessagesCostsSeveral() {
        let asked = (0..<7).map { _ in ask(answers: 3) }
        #expect(asked == Array(repeating: .bytes(300), count: 4) + Array(repeating: .shortBytes(100), count: 3))
        #expect(ask(answers: 1) == .nothing)
    }

    @Test mutating func whatIsChargedLaterCountsAlike() {
        #expect(ask() == .bytes(300))
        limiter.charge(.peer, answers: 9, at: .start)
        #expect(ask() == .shortBytes(100))
        #expect(limiter.isOverLimit(.peer, at: .start))
        limiter.charge(.peer, answers: 9, at: .start)
        #expect(ask() == .nothing)
        #expect(!limiter.isOverLimit(.peer, at: .after(.seconds(2))))
    }

    @Test(arguments: [
        // A /24 and a /56 share.
        ("198.51.100.7:1", "198.51.100.250:2", true), ("198.51.100.7:1", "198.51.101.7:1", false),
        ("[2001:db8:0:1200::1]:1", "[2001:db8:0:12ff:ffff::2]:9", true),
        ("[2001:db8:0:1200::1]:1", "[2001:db8:0:1300::1]:1", false),
        ("[::ffff:198.51.100.7]:1", "198.51.100.9:1", true),
        ("[2001:db8::1]:1", "198.51.100.7:1", false),
    ])
    mutating func thePrefixIsLimited(first: String, second: String, isShared: Bool) throws {
        let (first, second) = (try Endpoint.make(first), try Endpoint.make(second))
        while ask(first) != .nothing {}
        #expect((ask(second) == .nothing) == isShared)
    }

    @Test mutating func aProvedSourceIsNotLimited() {
        while ask() != .nothing {}
        limiter.prove(.peer, at: .start)
        #expect(ask() == .unlimited)
        #expect(ask(after: .milliseconds(59_999)) == .unlimited)
        // Sixty seconds later the proof is void.
        #expect(ask(after: .seconds(60)) == .bytes(300))
    }

    @Test mutating func aProofHoldsForThatAddressAndPortAlone() throws {
        limiter.prove(.peer, at: .start)
        #expect(ask(try .make("198.51.100.7:5063")) == .bytes(300))
        #expect(ask(try .make("198.51.100.8:5062")) == .bytes(300))
        #expect(ask() == .unlimited)
        limiter.prove(.peer, at: .after(.seconds(50)))
        #expect(ask(after: .seconds(109)) == .unlimited)
    }

    @Test mutating func provedAnswersTakeNothingFromTheShare() {
        limiter.prove(.peer, at: .start)
        for _ in 0..<1_000 { #expect(ask() == .unlimited) }
        #expect(ask(Endpoint(address: .v4(0xC633_6408), port: 1)) == .bytes(300))
    }

    @Test mutating func aLimitOfZeroAnswersProvedSourcesOnly() {
        limiter = ReplyLimiter(limit: 0)
        #expect(ask() == .nothing)
        #expect(ask(after: .seconds(3600)) == .nothing)
        limiter.prove(.peer, at: .start)
        #expect(ask() == .unlimited)
    }

    @Test(arguments: [1, 1_000_000, 2_000_000_000, Int.max])
    mutating func anyLimitIsReckonedWith(limit: Int) {
        limiter = ReplyLimiter(limit: limit)
        for _ in 0..<min(limit, 10_000) { #expect(ask(bytes: 0) == .bytes(0)) }
        if limit == 1 {
            #expect(ask() == .shortBytes(100))
            #expect(ask() == .nothing)
        }
    }

    /// 16,384 prefixes are remembered. Whoever forges more frees nobody's full bucket.
    @Test mutating func manyPrefixesDoNotFreeOneThatFloods() {
        while ask() != .nothing {}
        for prefix in UInt32(0)..<50_000 {
            _ = ask(Endpoint(address: .v4(prefix << 8), port: 5060), after: .milliseconds(1))
        }
        #expect(ask(after: .milliseconds(2)) == .shortBytes(100))
        #expect(ask(after: .milliseconds(2)) == .nothing)
    }

    @Test mutating func aClockThatIsSetBackIsNoWayAround() {
        while ask(after: .seconds(3600)) != .nothing {}
        #expect(ask(after: .zero) == .nothing)
    }
}
