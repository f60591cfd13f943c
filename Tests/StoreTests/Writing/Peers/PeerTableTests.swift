import Events
import SIP
import Testing

@testable import Store

@Suite struct PeerTableTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        _ = try EventStore(path: path)
    }

    private func rows(_ table: String = "reported") throws -> Int {
        try #require(Int(try Shell(path).row("SELECT count(*) FROM \(table)")))
    }

    @Test func whatOthersReportIsCountedByAuthor() throws {
        let table = try PeerTable(path: path)
        var legacy = PeerReport(
            PeerReport.address, by: [UInt8](repeating: 1, count: 16), first: .day(1), last: .day(1), heard: .day(1))
        legacy.isLegacy = true
        try table.add([legacy, .make(by: 1, at: .day(2)), .make(.number("+442079460000"), by: 1, at: .day(2))])
        try table.add([.make(by: 1, origin: .trusted, isProven: false, at: .day(2, seconds: 60))])
        #expect(try rows() == 3)
        let row = try Shell(path).row(
            """
            SELECT legacy, origin, proven, last_seen - first_seen, last_seen - heard, reports, attempts, weight
            FROM reported WHERE kind = 0 AND length(author) = 32
            """)
        #expect(row == "0|2|1|60000000000|0|2|2|3")
    }

    @Test func noneOfItCountsAsOurOwn() throws {
        try PeerTable(path: path).add([.make(by: 1), .make(.number("00441"), by: 1)])
        for table in ["event", "address", "number", "honey", "rate", "node"] {
            #expect(try rows(table) == 0, "\(table)")
        }
    }

    @Test func aProofIsGoodForADayOnly() throws {
        let table = try PeerTable(path: path)
        try table.add([.make(by: 1), .make(by: 1, isProven: false, at: .day(31))])
        #expect(try Shell(path).row("SELECT proven FROM reported") == "1")
        try table.add([.make(by: 1, isProven: false, at: .day(33))])
        #expect(try Shell(path).row("SELECT proven FROM reported") == "0")
    }

    @Test func attemptsWithoutEndStayANumber() throws {
        let table = try PeerTable(path: path)
        var report = PeerReport.make(by: 1)
        report.attempts = .max
        try table.add([report, report, report])
        #expect(try Shell(path).row("SELECT typeof(attempts), reports FROM reported") == "integer|3")
    }

    @Test func whatIsKnownOfAuthorsAddsUp() throws {
        let table = try PeerTable(path: path)
        var author = StoredAuthor.make(1, first: .day(3), last: .day(4), network: "192.0.2.0")
        author.batches = 2
        author.events = 90
        author.dropped = 1
        author.loweredUntil = .day(9)
        try table.note([author], at: .day(4))
        var later = StoredAuthor.make(1, first: .day(4), last: .day(6))
        later.network = nil
        later.batches = 1
        try table.note([later, .make(2, last: .day(5))], at: .day(6))
        let known = try table.authors()
        #expect(known.map(\.key) == [peerKey(1), peerKey(2)])
        var expected = author
        expected.lastSeen = .day(6)
        expected.batches = 3
        #expect(known.first == expected)
    }

    @Test func aDecisionNeedsNoAuthorThatWasHeardOf() throws {
        let table = try PeerTable(path: path)
        let other = try PeerTable(path: path)
        let before = try table.decisionVersion()
        try other.decide(.blocked, of: peerKey(9))
        try other.decide(.trusted, of: peerKey(8))
        #expect(try table.decisionVersion() != before)
        #expect(try table.decisions().map(\.key) == [peerKey(8), peerKey(9)])
        #expect(try table.decisions().map(\.decision) == [.trusted, .blocked])
        #expect(try table.authors().isEmpty)
        try table.note([.make(9)], at: .day(30))
        try table.decide(.none, of: peerKey(8))
        try table.decide(.none, of: peerKey(9))
        #expect(try table.decisions().isEmpty)
        #expect(try table.authors().map(\.key) == [peerKey(9)])
        #expect(try rows("author") == 1)
    }

    @Test func ownValuesAreThereAfterARestart() throws {
        func value(_ id: UInt64, created: Int, expires: Int) -> StoredOwnValue {
            StoredOwnValue(id: id, data: [1, 2, UInt8(id & 0xFF)], created: .day(created), expires: .day(expires))
        }
        var limits = PeerLimits()
        limits.ownValues = 3
        let values = [value(.max, created: 1, expires: 3), value(2, created: 2, expires: 4)]
        try PeerTable(path: path, limits: limits).keep(values)
        let table = try PeerTable(path: path, limits: limits)
        #expect(try table.ownValues(at: .day(2)) == values.reversed())
        #expect(try table.ownValues(at: .day(3)) == [values[1]])
        try table.keep([value(3, created: 2, expires: 5), value(4, created: 2, expires: 6)])
        #expect(try table.ownValues(at: .day(0)).map(\.id).sorted() == [2, 3, 4])
        try table.forgetOwnValues(before: .day(6))
        #expect(try table.ownValues(at: .day(0)).map(\.id) == [4])
    }

    @Test func whenTheNodeHadCompanyIsKept() throws {
        #expect(try PeerTable(path: path).lastConnected() == nil)
        try PeerTable(path: path).setLastConnected(.day(5))
        #expect(try PeerTable(path: path).lastConnected() == .day(5))
    }
}
