import Events
import Foundation
import Testing

@testable import sentrypeer

/// What a look-up shows of what other nodes reported.
@Suite struct LookupPeersTests {
    private let database: NodeDatabase

    init() throws { database = try NodeDatabase() }

    @Test func itStandsBesideTheOwnEvents() throws {
        try database.write(from: "198.51.100.7")
        try database.report(by: 1, at: .now)
        #expect(
            try database.output("lookup", "198.51.100.7") == """
                198.51.100.7  2022-02-22 11:19:15 UTC  1 attempt
                  match       the address
                  peers       1 report, 010101010101 (grown)
                  together    not enough to act on

                """)
    }

    @Test func whatOnlyOthersSawIsToldToo() throws {
        for author in 1...3 { try database.report(by: UInt8(author), at: .now) }
        try database.report(by: 7, at: .now, isLegacy: true)
        let text = try database.output("lookup", "0046500729221")
        #expect(text.hasPrefix("0046500729221: not found. No attacker was seen with it.\n  peers       4 reports, "))
        #expect(text.contains("07070707-0707-0707-0707-070707070707 (an original node, nobody vouches"))
        #expect(text.hasSuffix("  together    enough to act on\n"))
        let json = try database.output("lookup", "198.51.100.7", "--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
        #expect(object["found"] as? Bool == false)
        #expect(object["peers_actionable"] as? Bool == true)
        #expect((object["peer_reports"] as? [[String: Any]])?.count == 4)
    }

    @Test func onlyWhoSharesMayAskTheNetwork() throws {
        #expect(throws: CommandError.self) { try database.output("lookup", "198.51.100.7", "--network") }
        #expect(CommandError.notSharing.description.contains("--peer-to-peer"))
    }
}
