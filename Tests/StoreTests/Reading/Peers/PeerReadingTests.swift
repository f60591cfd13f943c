import Events
import SIP
import Testing

@testable import Store

@Suite struct PeerReadingTests {
    private let directory: TemporaryDirectory
    private let path: String
    private let table: PeerTable
    private let reader: EventReader

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        _ = try EventStore(path: path)
        table = try PeerTable(path: path)
        reader = try EventReader(path: path)
    }

    @Test func authorsArePagesOfAList() throws {
        // Two of one moment, and one that was never heard of.
        try table.note([.make(1, last: .day(3)), .make(2, last: .day(5)), .make(3, last: .day(5))], at: .day(5))
        try table.decide(.blocked, of: peerKey(4))
        var pages: [[[UInt8]]] = []
        var mark: PeerPage.Mark?
        repeat {
            let page = try reader.peers(behind: mark, limit: 2)
            pages.append(page.peers.map(\.key))
            mark = page.next
        } while mark != nil
        #expect(pages == [[peerKey(3), peerKey(2)], [peerKey(1), peerKey(4)], []])
        #expect(try reader.peerCount() == 4)
    }

    @Test func anAuthorIsFoundByTheBeginningOfItsKey() throws {
        try table.note([.make(1), .make(2), .make(0x100)], at: .day(30))
        func keys(_ first: [UInt8], _ last: [UInt8]) throws -> [[UInt8]] {
            let end = [UInt8](repeating: 0xFF, count: 32)
            return try reader.peers(from: first, to: last + end.dropFirst(last.count), limit: 10).map(\.key)
        }
        #expect(try keys([0], [0]) == [peerKey(1), peerKey(2)])
        #expect(try keys([0, 2], [0, 2]) == [peerKey(2)])
        #expect(try reader.peer(peerKey(2))?.heard?.key == peerKey(2))
        #expect(try reader.peer(peerKey(3)) == nil)
    }

    @Test func whoReportedWhatIsRead() throws {
        try table.note([.make(1)], at: .day(30))
        var legacy = PeerReport(
            PeerReport.address, by: [UInt8](repeating: 9, count: 16), first: .day(31), last: .day(31), heard: .day(31))
        legacy.isLegacy = true
        try table.add([
            legacy, .make(by: 2, isProven: false, at: .day(30)), .make(by: 1, origin: .trusted, at: .day(29)),
            .make(.number("+441"), by: 1, at: .day(30)),
        ])
        let reports = try reader.reports(of: PeerReport.address, limit: 10)
        #expect(reports.map(\.author) == [peerKey(1), legacy.author, peerKey(2)])
        #expect(reports.map(\.isLegacy) == [false, true, false])
        #expect(reports.map(\.origin) == [.trusted, .anyone, .anyone])
        #expect(reports.map(\.isProven) == [true, false, false])
        #expect(reports.map(\.lastSeen) == [.day(29), .day(31), .day(30)])
        #expect(reports.map(\.peer?.key) == [peerKey(1), nil, nil])
        #expect(try reader.reports(of: PeerReport.address, limit: 1).count == 1)
        #expect(try reader.reports(of: .address(.v4(1)), limit: 10).isEmpty)
        let words = try reader.reports(by: peerKey(1), limit: 10)
        #expect(words.map(\.value) == ["+441", "198.51.100.7"])
        #expect(words.map(\.kind) == [.number, .address])
    }

    @Test func standingFollowsFromWhatIsKnown() throws {
        var lowered = StoredAuthor.make(3)
        lowered.loweredUntil = .day(31)
        var unplaced = StoredAuthor.make(4)
        unplaced.network = nil
        try table.note([.make(1), .make(2, first: .day(29)), lowered, unplaced, .make(5), .make(6)], at: .day(30))
        try table.decide(.blocked, of: peerKey(5))
        try table.decide(.trusted, of: peerKey(6))
        try table.decide(.trusted, of: peerKey(7))
        func standings(at now: Timestamp) throws -> [PeerStanding] {
            try (1...7).map { try #require(try reader.peer(peerKey($0))).standing(ActionPolicy(), at: now) }
        }
        #expect(try standings(at: .day(30)) == [.grown, .new, .lowered, .unplaced, .blocked, .trusted, .trusted])
        #expect(try standings(at: .day(36)) == [.grown, .grown, .grown, .unplaced, .blocked, .trusted, .trusted])
    }
}
