import Events
import SIP
import Testing

@testable import Store

@Suite struct ReportedTableTests {
    private let directory: TemporaryDirectory
    private let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.file("sentrypeer.db")
        _ = try EventStore(path: path)
    }

    private func report(_ address: UInt32, _ number: String?, by author: UInt8 = 1, at seconds: Int64) -> PeerReport {
        PeerReport(
            source: .v4(address), calledNumber: number, author: [UInt8](repeating: author, count: 16), isLegacy: true,
            time: Timestamp(nanoseconds: seconds * 1_000_000_000))
    }

    private func rows(_ table: String = "reported") throws -> Int {
        try #require(Int(try Shell(path).row("SELECT count(*) FROM \(table)")))
    }

    @Test func whatOthersReportIsCountedByAuthor() throws {
        let table = try ReportedTable(path: path)
        try table.add([report(0x0102_0304, "00441", at: 5), report(0x0102_0304, nil, at: 9)])
        try table.add([report(0x0102_0304, "00441", by: 2, at: 7)])
        #expect(try rows() == 4)
        let row = try Shell(path).row(
            """
            SELECT legacy, first_seen, last_seen, reports FROM reported
            WHERE kind = 0 AND value = '1.2.3.4' AND hex(author) LIKE '0101%'
            """)
        #expect(row == "1|5000000000|9000000000|2")
    }

    @Test func noneOfItCountsAsOurOwn() throws {
        try ReportedTable(path: path).add([report(0x0102_0304, "00441", at: 5)])
        for table in ["event", "address", "number", "honey", "rate", "node"] {
            #expect(try rows(table) == 0, "\(table)")
        }
    }

    @Test func thoseHeardOfLongestAgoGiveWay() throws {
        let table = try ReportedTable(path: path, rowLimit: 100)
        try table.add((0..<5_000).map { report(UInt32($0) + 1, nil, at: Int64($0)) })
        #expect(try rows() == 100)
        #expect(try Shell(path).row("SELECT min(last_seen) / 1000000000 FROM reported") == "4900")
    }
}
