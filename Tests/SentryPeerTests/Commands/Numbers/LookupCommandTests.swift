import Foundation
import Testing

@testable import sentrypeer

@Suite struct LookupCommandTests {
    private let database: NodeDatabase

    init() throws { database = try NodeDatabase() }

    /// One target behind four prefixes, from two addresses.
    private func spray() throws {
        for (place, prefix) in ["9810", "00", "9011", "+"].enumerated() {
            try database.write(
                number: prefix + "46500729221", from: "198.51.100.\(7 + place % 2)", after: 60 * place)
        }
        try database.write(number: "981046500729221", after: 300)
    }

    @Test func looksLikeThis() throws {
        try spray()
        #expect(
            try database.output("lookup", "0001146500729221") == """
                +46500729221  2022-02-22 11:19:15 to 11:24:15 UTC  5 attempts
                  match       another form of the number was dialled, 100 % sure
                  country     SE
                  forms       981046500729221 (2), 0046500729221 (1), 901146500729221 (1),
                              +46500729221 (1)
                  prefixes    9810 (2), + (1), 00 (1), 9011 (1)
                  from        2 addresses, 198.51.100.7, 198.51.100.8

                """)
    }

    @Test func whatWasDialledJustSoIsSaid() throws {
        try spray()
        let text = try database.output("lookup", "981046500729221")
        #expect(text.hasPrefix("+46500729221  2022"))
        #expect(text.contains("\n  match       dialled just so; the number behind it "))
    }

    @Test func aNameIsFoundAsItIs() throws {
        try database.write(number: "admin")
        #expect(
            try database.output("lookup", "admin") == """
                admin  2022-02-22 11:19:15 UTC  1 attempt
                  match       dialled just so
                  forms       admin (1)
                  from        1 address, 198.51.100.7

                """)
    }

    @Test(arguments: [
        ("0500729221", "SE"), ("0046500729221", "SE"), ("901146500729221", "US:011:9"), ("00046500729221", "DE::0"),
    ])
    func aDialPlanSaysWhatIsMeant(number: String, plan: String) throws {
        try database.write(number: "981046500729221")
        let text = try database.output("lookup", number, "--dial-plan", plan)
        #expect(text.hasPrefix("+46500729221  "))
    }

    @Test(arguments: ["112", "911", "999"]) func emergencyNumbersAreNeverFound(number: String) throws {
        try database.write(number: number)
        #expect(
            try database.output("lookup", number)
                == "\(number): an emergency or service number, which is never reported.\n")
        let json = try database.output("lookup", number, "--json")
        #expect(json == "{\"query\":\"\(number)\",\"found\":false,\"service_number\":true}\n")
    }

    @Test func whatIsNotThereIsSaid() throws {
        #expect(
            try database.output("lookup", "0046500729221")
                == "0046500729221: not found. No attacker was seen with it.\n")
        #expect(
            try database.output("lookup", "192.0.2.1", "--json")
                == "{\"query\":\"192.0.2.1\",\"found\":false,\"service_number\":false}\n")
    }

    @Test(arguments: ["2001:db8::1", "2001:DB8:0::0001"]) func anAddressHoweverSpelled(address: String) throws {
        try database.write(from: "2001:db8::1")
        try database.write(from: "2001:db8::1", after: 60)
        #expect(
            try database.output("lookup", address) == """
                2001:db8::1  2022-02-22 11:19:15 to 11:20:15 UTC  2 attempts
                  match       the address

                """)
    }

    @Test func theLastDigitsFindAllFormsThatEndSo() throws {
        try spray()
        try database.write(number: "0018005729221")
        let lines = try database.output("lookup", "*729221").split(separator: "\n")
        #expect(lines.count == 6)
        #expect(lines.dropFirst().allSatisfy { $0.contains("729221 ") })
        let text = try database.output("lookup", "…5729221", "--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["match"] as? String == "ending")
        #expect((object["forms"] as? [[String: Any]])?.map { $0["called_number"] as? String } == ["0018005729221"])
    }

    @Test func asJSON() throws {
        try spray()
        let text = try database.output("lookup", "0001146500729221", "--json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["query"] as? String == "0001146500729221")
        #expect(object["found"] as? Bool == true && object["match"] as? String == "e164")
        #expect(object["called_number_e164"] as? String == "+46500729221")
        #expect(object["called_number_country"] as? String == "SE")
        #expect(object["confidence"] as? Int ?? 0 >= 90)
        #expect(object["first_seen"] as? String == "2022-02-22 11:19:15.848934346")
        #expect(object["last_seen"] as? String == "2022-02-22 11:24:15.848934346")
        #expect(object["attempts"] as? Int == 5 && object["sources"] as? Int == 2)
        let forms = try #require(object["forms"] as? [[String: Any]])
        #expect(forms.count == 4)
        #expect(forms.first?["called_number"] as? String == "981046500729221")
        #expect(forms.first?["called_number_prefix"] as? String == "9810")
        let addresses = try #require(object["addresses"] as? [[String: Any]])
        #expect(addresses.map { $0["source_ip"] as? String } == ["198.51.100.7", "198.51.100.8"])
        #expect(object["incomplete"] as? [String] == [])
    }

    @Test func longListsAreCutAndWrapped() throws {
        for prefix in 100..<140 {
            try database.write(number: "\(prefix)0046500729221", from: "198.51.100.\(prefix)", after: prefix)
        }
        let text = try database.output("lookup", "+46500729221")
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.count <= 80 })
        #expect(text.ranges(of: "and more\n").count == 3)
        #expect(text.contains("  from        40 addresses, 198.51.100.139, "))
    }

    @Test func whatAttackersWroteCannotDriveTheTerminal() throws {
        try database.write(number: "%1b]0;x%07" + "0046500729221")
        for arguments in [["0046500729221"], ["*729221"], ["0046500729221", "--json"]] {
            let text = try database.output("lookup", arguments)
            #expect(!text.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" })
        }
        let own = try database.output("lookup", "\u{1b}]0;x")
        #expect(own == "\\u{1b}]0;x: not found. No attacker was seen with it.\n")
    }
}
