import Testing

@testable import Honeypot

@Suite struct PersonaDescriptionTests {
    @Test func looksLikeThis() throws {
        let text = try PersonaDescription(.builtIn(.freepbx), node: .make(1)).text
        #expect(
            text == """
                Persona     freepbx: FreePBX on Asterisk with chan_sip, open to anonymous calls
                Node        84d81449-4088-49b2-9f90-d731c5880001
                Server      FPBX-13.0.190.12(13.12.2)
                Realm       freepbx
                Register    known 401, unknown 404, wrong password 403
                Calls       taken without a password, but for who says that he is an extension (401)
                Timing      180 after 0.3-0.5 s, 200 after another 2.4-3.9 s, BYE 35.5-48.9 s later
                Carried     + 9011 99
                Refused     0 (404) 001 (404) 011 (404) 1 (404) 81 (404) 810 (404) 9 (404) 900 (404) 00 (486)
                            0011 (486) 8 (486) 000 (503) 9810 (503)
                Extensions  12, 1 of them with a weak password
                            8017  8017!
                            8008 8009 8010 8013 8018 8022 8023 8027 8028 8029 8030

                """)
    }

    @Test(arguments: BuiltInPersona.allCases) func fitsATerminal(_ builtIn: BuiltInPersona) throws {
        for node in 0..<50 as Range<UInt64> {
            let disguise = try Disguise.make(builtIn, node: node)
            let text = PersonaDescription(disguise, node: .make(node)).text
            #expect(text.hasSuffix("\n") && text.utf8.allSatisfy { $0 == 0x0A || (0x20..<0x7F).contains($0) })
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.allSatisfy { $0.count <= 100 && $0.last != " " })
            for account in disguise.accounts {
                let isShown = lines.contains { line in
                    account.password.map { line == "            \(account.name)  \($0)" }
                        ?? line.split(separator: " ").contains { $0 == account.name }
                }
                #expect(isShown, "\(account)")
            }
        }
    }

    @Test func aFileCannotReachTheTerminal() throws {
        #expect(throws: PersonaError.self) {
            _ = try Persona.make(replacing: "realms = [\"asterisk\"", with: "realms = [\"\\u009b31m\"")
        }
        #expect(throws: PersonaError.self) {
            _ = try Persona.make(replacing: "title = \"", with: "title = \"\\u202e")
        }
    }
}
