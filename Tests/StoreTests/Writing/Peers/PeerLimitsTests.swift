import Events
import SIP
import Testing

@testable import Store

/// What gives way when there is no room.
@Suite struct PeerLimitsTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        _ = try EventStore(path: path)
    }

    private func table(_ change: (inout PeerLimits) -> Void) throws -> PeerTable {
        var limits = PeerLimits()
        change(&limits)
        return try PeerTable(path: path, limits: limits)
    }

    /// Of as many addresses, each a second later.
    private func reports(
        _ range: Range<Int>, by author: Int = 1, origin: PeerReport.Origin = .anyone
    ) -> [PeerReport] {
        range.map {
            .make(.address(.v4(UInt32($0) + 1)), by: author, origin: origin, at: .day(30, seconds: $0))
        }
    }

    private func row(_ sql: String) throws -> String { try Shell(path).row(sql) }

    @Test func reportsHeardOfLongestAgoGiveWay() throws {
        let table = try table { $0.reports = 100 }
        // What an author says of the future does not keep its word longer.
        var old = PeerReport(
            .address(.v4(1)), by: peerKey(1), first: .day(50), last: .day(50), heard: .day(29))
        old.isProven = true
        try table.add([old] + reports(1..<5_000))
        #expect(
            try row("SELECT count(*), (min(heard) - \(Timestamp.day(30).nanoseconds)) / 1000000000 FROM reported")
                == "100|4900")
    }

    @Test func whatCanNotCountPushesOutOnlyItsLike() throws {
        let table = try table { $0.reports = 100 }
        try table.note([.make(1)], at: .day(30))
        try table.add(reports(0..<60, by: 1))
        try table.add(reports(1_000..<8_000, by: 2))
        #expect(try row("SELECT count(*) FROM reported WHERE author = x'\(hex(1))'") == "50")
        #expect(try row("SELECT count(*) FROM reported") == "100")
        try table.add(reports(10_000..<18_000, by: 1))
        #expect(try row("SELECT count(*) FROM reported WHERE author = x'\(hex(2))'") == "50")
    }

    @Test func whatAGroupAndTrustedAuthorsSayGoesLast() throws {
        let table = try table { $0.reports = 100 }
        try table.note([.make(1)], at: .day(30))
        try table.add(reports(0..<10, by: 3, origin: .group) + reports(0..<10, by: 2, origin: .trusted))
        try table.add(reports(1_000..<8_000, by: 1))
        #expect(try row("SELECT count(*), sum(origin = 2), sum(origin = 1) FROM reported") == "100|10|10")
        try table.add(reports(10_000..<18_000, by: 3, origin: .group))
        #expect(try row("SELECT count(*), sum(origin = 2), sum(origin = 1) FROM reported") == "100|10|90")
    }

    @Test func newKeysPushOutNewKeysOnly() throws {
        let table = try table { $0.authors = 50 }
        try table.note((0..<50).map { .make($0, last: .day(1)) }, at: .day(30))
        try table.decide(.blocked, of: peerKey(20_000))
        try table.note([.make(20_000, first: .day(29), last: .day(29))], at: .day(30))
        try table.note((1_000..<6_100).map { .make($0, first: .day(29), last: .day(29)) }, at: .day(30))
        #expect(try row("SELECT count(*) FROM author") == "101")
        #expect(try row("SELECT count(*) FROM author WHERE last_seen = \(Timestamp.day(1).nanoseconds)") == "50")
        #expect(try row("SELECT count(*) FROM author WHERE decision = 2") == "1")
        try table.note((7_000..<12_100).map { .make($0) }, at: .day(30))
        #expect(try row("SELECT count(*) FROM author WHERE last_seen = \(Timestamp.day(1).nanoseconds)") == "0")
        #expect(try row("SELECT count(*) FROM author") == "101")
    }

    private func hex(_ author: Int) -> String {
        peerKey(author).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
