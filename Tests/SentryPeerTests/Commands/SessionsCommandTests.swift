import Foundation
import Testing

@testable import sentrypeer

@Suite struct SessionsCommandTests {
    private let database: NodeDatabase

    init() throws { database = try NodeDatabase() }

    @Test func nothingIsSaid() throws {
        #expect(try database.output("sessions") == "No sessions.\n")
        #expect(try database.output("sessions", "--json") == "")
    }

    @Test func looksLikeThis() throws {
        try database.write("OPTIONS", number: "100", agent: "friendly-scanner")
        for (user, isRight) in [("100", false), ("100", true), ("101", nil)] as [(String, Bool?)] {
            try database.write(
                "REGISTER", number: user, agent: "friendly-scanner", after: 60,
                authorization: "username=\"\(user)\", response=\"0\"", isRight: isRight)
        }
        try database.write(number: "00441", after: 333)
        try database.write(number: "1", from: "2001:db8::1", agent: "x", after: 86_400)
        let text = try database.output("sessions")
        let (latest, first) = try #require(text.firstRange(of: "\n\n")).split(text)
        #expect(latest.hasPrefix("2001:db8::1  2022-02-23 11:19:15 UTC  1 attempt"))
        #expect(latest.hasSuffix("\n  methods     INVITE\n  agents      x (1)\n  numbers     1 (1)"))
        #expect(
            first == """
                198.51.100.7  2022-02-22 11:19:15 to 11:24:48 UTC  5 attempts  friendly-scanner
                  methods     INVITE, OPTIONS, REGISTER
                  agents      friendly-scanner (4), sipcli/v1.8 (1)
                  extensions  100 (3), 101 (1)
                  numbers     00441 (1)
                  accounts    100 (2 guesses, found), 101 (1 guess)

                """)
    }

    @Test func longListsAreCutAndWrapped() throws {
        for number in 0..<30 { try database.write(number: "0044207946\(1_000 + number)", after: number) }
        let lines = try database.output("sessions").split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(lines.filter { $0.hasPrefix("              00442") }.count >= 2)
        #expect(lines.last?.hasSuffix("and more") == true)
        #expect(lines.joined().ranges(of: "0044207946").count == 12)
    }

    @Test func theLastSeenComeFirstUpToTheLimit() throws {
        for address in 1...5 { try database.write(from: "192.0.2.\(address)", after: address) }
        let sources = try database.output("sessions", "--limit", "2").split(separator: "\n")
            .filter { !$0.hasPrefix(" ") }.compactMap { $0.split(separator: " ").first }
        #expect(sources == ["192.0.2.5", "192.0.2.4"])
    }

    @Test(arguments: ["2001:db8::1", "2001:DB8:0::0001"]) func oneSourceHoweverSpelled(source: String) throws {
        try database.write(from: "2001:db8::1")
        try database.write(from: "192.0.2.1")
        let text = try database.output("sessions", "--source", source)
        #expect(text.hasPrefix("2001:db8::1 ") && !text.contains("192.0.2.1"))
        #expect(try database.output("sessions", "--source", "192.0.2.99") == "No sessions.\n")
    }

    @Test func anAttackersTextDrivesNoTerminal() throws {
        let hostile = "\u{1B}[2J\u{9B}31m\u{202E}\u{7}"
        try database.write(number: hostile, agent: hostile + String(repeating: "\u{301}", count: 400))
        try database.write("REGISTER", number: hostile, authorization: "username=\"\(hostile)\", response=\"0\"")
        for flags in [[], ["--json"]] {
            let text = try flags.isEmpty ? database.output("sessions") : database.output("sessions", "--json")
            let isPlain = text.unicodeScalars.allSatisfy { scalar in
                scalar == "\n" || ![.control, .format].contains(scalar.properties.generalCategory)
            }
            #expect(isPlain, "\(flags)")
        }
        #expect(try database.output("sessions").contains(#"\u{1b}[2J\u{9b}31m\u{202e}\u{7}"#))
        #expect(try database.output("sessions").unicodeScalars.filter { $0 == "\u{301}" }.count < 50)
    }

    @Test func asJSON() throws {
        try database.write(
            "REGISTER", number: "100", authorization: "username=\"1\u{1}\", response=\"0\"", isRight: true)
        try database.write(number: "00441", agent: "\"", after: 60)
        let text = try database.output("sessions", "--json")
        #expect(text.hasSuffix("}\n") && text.filter { $0 == "\n" }.count == 1)
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["source_ip"] as? String == "198.51.100.7")
        #expect(object["first_seen"] as? String == "2022-02-22 11:19:15.848934346")
        #expect(object["last_seen"] as? String == "2022-02-22 11:20:15.848934346")
        #expect(object["attempts"] as? Int == 2 && object["credentials"] as? Int == 1)
        #expect(object["methods"] as? [String] == ["INVITE", "REGISTER"])
        let numbers = try #require(object["called_numbers"] as? [[String: Any]])
        #expect(numbers.count == 1 && numbers[0]["value"] as? String == "00441" && numbers[0]["attempts"] as? Int == 1)
        let accounts = try #require(object["accounts"] as? [[String: Any]])
        #expect(accounts[0]["username"] as? String == "1\u{1}" && accounts[0]["password_right"] as? Bool == true)
        let agents = try #require(object["user_agents"] as? [[String: Any]])
        #expect(agents.map { $0["value"] as? String } == ["sipcli/v1.8", "\""])
        #expect(object["incomplete"] as? [String] == [])
    }

    @Test(arguments: [
        (["--limit", "0"], "--limit"), (["--limit", "-1"], "--limit"), (["--limit", "x"], "--limit"),
        (["--source", "nowhere"], "--source"), (["--colour"], "--colour"), (["more"], "more"),
    ])
    func aWrongCommandLine(arguments: [String], named: String) {
        let error = #expect(throws: (any Error).self) { try Commands.parseAsRoot(["sessions"] + arguments) }
        guard let error else { return }
        #expect(Commands.message(for: error).contains(named))
        #expect(!Commands.exitCode(for: error).isSuccess)
    }
}

extension Range<String.Index> {
    /// What stands in front of the range and behind it.
    fileprivate func split(_ text: String) -> (Substring, Substring) {
        (text[..<lowerBound], text[upperBound...])
    }
}
