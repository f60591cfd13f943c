import Events
import Testing

@testable import Sharing

struct ContributorsTests {
    private func day(_ number: Double) -> Timestamp { start.adding(.seconds(number * 86_400)) }

    private func note(_ number: UInt8, at time: Timestamp, isRead: Bool = false, _ all: inout Contributors) throws {
        let header = header(of: try author(number), at: time)
        all.note(header, try agreement(number).key, at: time)
        if isRead { all.noteRead(header) }
    }

    private func isContributor(_ number: UInt8, at time: Timestamp, _ all: Contributors) throws -> Bool {
        var all = all
        let author = try author(number).author
        return all.take(at: time).contains { $0.author == author }
    }

    @Test func whoGaveSomethingIsOneForAWeek() throws {
        var all = Contributors()
        try note(1, at: day(0), isRead: true, &all)
        #expect(try isContributor(1, at: day(0), all))
        #expect(try isContributor(1, at: day(6.9), all))
        #expect(try !isContributor(1, at: day(7), all))
        try note(1, at: day(6), isRead: true, &all)
        #expect(try isContributor(1, at: day(12.9), all))
        #expect(try !isContributor(2, at: day(0), all))
    }

    @Test func whoIsNewHasADayFromOurOwnBatchOn() throws {
        var all = Contributors()
        try note(1, at: day(0), &all)
        #expect(try isContributor(1, at: day(5), all), "there was nothing to take yet")
        all.noteOwnBatch(at: day(5))
        all.noteOwnBatch(at: day(5.9))
        try note(1, at: day(5.95), &all)
        #expect(try isContributor(1, at: day(5.99), all))
        #expect(try !isContributor(1, at: day(6), all))
        // It gives something after all.
        try note(1, at: day(8), isRead: true, &all)
        #expect(try isContributor(1, at: day(8), all))
    }

    @Test func whatWasReadIsWorthAWeekThoughMoreCame() throws {
        var all = Contributors()
        try note(1, at: day(0), isRead: true, &all)
        all.noteOwnBatch(at: day(0))
        for number in 1...8 { try note(1, at: day(Double(number)), &all) }
        #expect(try isContributor(1, at: day(6.9), all))
        #expect(try !isContributor(1, at: day(8), all), "nothing of it could be read for more than a week")
    }

    @Test func afterASilenceItIsNewAgain() throws {
        var all = Contributors()
        try note(1, at: day(0), &all)
        all.noteOwnBatch(at: day(0))
        #expect(try !isContributor(1, at: day(2), all))
        try note(1, at: day(6), &all)
        #expect(try !isContributor(1, at: day(6), all))
        try note(1, at: day(14), &all)
        #expect(try isContributor(1, at: day(14), all))
    }

    @Test func newKeysPushOutNewKeysOnly() throws {
        var all = Contributors(capacity: 4)
        for number in 1...4 as ClosedRange<UInt8> { try note(number, at: day(0), isRead: true, &all) }
        for number in 5...100 as ClosedRange<UInt8> { try note(number, at: day(0), &all) }
        #expect(all.count == 8)
        let taken = all.take(at: day(0))
        #expect(Set(taken.prefix(4).map(\.author)) == Set(try (1...4).map { try author($0).author }))
        #expect(taken.map(\.isReadable) == [true, true, true, true, false, false, false, false])
    }

    @Test func aBatchOfTheFutureCountsAsOfNow() throws {
        var all = Contributors()
        let header = header(of: try author(1), at: day(100))
        all.note(header, try agreement(1).key, at: day(0))
        all.noteRead(header)
        #expect(try !isContributor(1, at: day(7.1), all))
    }

    @Test func whoseAgreementKeyIsNotKnownIsNone() throws {
        var all = Contributors()
        all.note(header(of: try author(1)), nil, at: start)
        all.noteRead(header(of: try author(1)))
        #expect(all.count == 0 && all.take(at: start).isEmpty)
    }

    @Test func whoHadItsDayBeforeARestartIsNotNew() throws {
        var all = Contributors()
        var standing = AuthorStanding(firstSeen: day(-3))
        standing.lastSeen = day(-1)
        all.restoreUnread(try author(1).author, standing)
        try note(1, at: day(0), &all)
        #expect(try !isContributor(1, at: day(0), all))
        try note(1, at: day(0), isRead: true, &all)
        #expect(try isContributor(1, at: day(0), all))
    }

    @Test func whoWasGivenKeysBeforeARestartIsOneOnceItsKeyIsKnown() throws {
        var all = Contributors()
        var standing = AuthorStanding(firstSeen: day(-30))
        standing.lastSeen = day(-1)
        all.restore(try author(1).author, standing)
        #expect(all.unnamed == [try author(1).author])
        #expect(try !isContributor(1, at: day(0), all))
        all.name(try author(1).author, try agreement(1).key)
        all.name(try author(2).author, try agreement(2).key)
        #expect(all.unnamed.isEmpty && all.isChanged)
        #expect(try isContributor(1, at: day(5.9), all))
        #expect(try !isContributor(1, at: day(6), all))
        #expect(all.count == 1)
    }

    @Test func itTellsWhenSomebodyMayHaveJoined() throws {
        var all = Contributors()
        #expect(!all.isChanged)
        try note(1, at: day(0), &all)
        #expect(all.isChanged)
        _ = all.take(at: day(0))
        try note(1, at: day(0.1), &all)
        #expect(!all.isChanged)
        try note(1, at: day(0.2), isRead: true, &all)
        #expect(all.isChanged)
    }
}
