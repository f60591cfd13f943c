import Events
import Foundation
import Store
import Testing

@testable import sentrypeer

@Suite struct PeersCommandTests {
    private let database: NodeDatabase

    init() throws { database = try NodeDatabase() }

    private let one = String(repeating: "01", count: 32)

    @Test func looksLikeThis() throws {
        try database.report(by: 1, at: .day(30))
        try database.report(by: 2, at: .day(29))
        try PeerTable(path: database.path).decide(.blocked, of: [UInt8](repeating: 9, count: 32))
        #expect(
            try database.output("peers") == """
                AUTHOR        STANDING  FIRST SEEN  LAST SEEN (UTC)   NETWORK           BATCHES  EVENTS DROPPED
                010101010101  grown     2026-02-02  2026-03-04 02:40  203.0.114.0             3    1234       0
                020202020202  grown     2026-02-01  2026-03-03 02:40  203.0.115.0             3    1234       0
                090909090909  blocked   -           -                 -                       -       -       -

                """)
        #expect(try database.output("peers", "list", "--limit", "1").split(separator: "\n").count == 2)
    }

    @Test func withoutPeersItSaysSo() throws {
        #expect(try database.output("peers") == "No peers.\n")
        #expect(try database.output("peers", "--json") == "")
    }

    @Test func asJSON() throws {
        try database.report(by: 1, at: .day(30))
        #expect(
            try database.output("peers", "--json") == """
                {"author":"ed25519:\(one)","decision":"none","standing":"grown",\
                "first_seen":"2026-02-02 02:40:00.000000000","last_seen":"2026-03-04 02:40:00.000000000",\
                "network":"203.0.114.0","lowered_until":null,"batches":3,"events":1234,"dropped":0}

                """)
        let shown = try database.output("peers", "show", "0101", "--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(shown.utf8)) as? [String: Any])
        let reports = try #require(object["reports"] as? [[String: Any]])
        #expect(Set(reports.compactMap { $0["called_number"] as? String }) == ["+46500729221"])
        #expect(Set(reports.compactMap { $0["source_ip"] as? String }) == ["198.51.100.7"])
    }

    @Test func oneIsShownByTheBeginningOfItsKey() throws {
        try database.report(by: 1, at: .day(30))
        for text in ["01", "0101010", one, "ed25519:01"] {
            let shown = try database.output("peers", "show", text)
            #expect(shown.hasPrefix("ed25519:\(one)\n  standing    grown: counts together with others\n"), "\(text)")
            #expect(shown.contains("\n  network     203.0.114.0\n  sent        3 batches, 1234 events, 0 dropped\n"))
            #expect(shown.contains("198.51.100.7") && shown.contains("+46500729221"))
        }
        #expect(try database.output("peers", "show", "02") == "02: no such author is known.\n")
        #expect(throws: (any Error).self) { try Commands.parseAsRoot(["peers", "show", "xyz"]) }
        #expect(throws: (any Error).self) { try Commands.parseAsRoot(["peers", "block", one + "0"]) }
    }

    @Test func aBeginningOfTwoIsRefused() throws {
        let table = try PeerTable(path: database.path)
        try table.decide(.blocked, of: [1, 2] + [UInt8](repeating: 0, count: 30))
        try table.decide(.blocked, of: [1, 3] + [UInt8](repeating: 0, count: 30))
        #expect(throws: CommandError.self) { try database.output("peers", "show", "01") }
        #expect(try database.output("peers", "show", "0103").contains("never"))
    }

    private func run(_ arguments: String...) async -> Int32 {
        await Commands.run(["peers"] + arguments + ["-f", database.path])
    }

    @Test func decisionsAreKept() async throws {
        try database.report(by: 1, at: .now)
        let table = try PeerTable(path: database.path)
        #expect(await run("block", "01") == 0)
        #expect(try table.decisions().map(\.decision) == [.blocked])
        #expect(await run("allow", one) == 0)
        #expect(try table.decisions().map(\.decision) == [.trusted])
        // Nobody heard of it yet.
        #expect(await run("allow", String(repeating: "ab", count: 32)) == 0)
        #expect(try table.decisions().count == 2)
        #expect(await run("forget", "01") == 0)
        #expect(await run("forget", "abab") == 0)
        #expect(try table.decisions().isEmpty)
        #expect(await run("block", "77") == 1)
        #expect(await run("block", "no key") == 2)
    }
}
