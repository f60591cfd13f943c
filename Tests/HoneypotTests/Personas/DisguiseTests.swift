import Events
import SIP
import Testing

@testable import Honeypot

@Suite struct DisguiseTests {
    /// Draws that change make every node a stranger after an update.
    @Test func isTheSameForEver() throws {
        let disguise = try Disguise.make(.freepbx, node: 1)
        #expect(String(decoding: disguise.product, as: UTF8.self) == "FPBX-13.0.190.12(13.12.2)")
        #expect(disguise.realm == "freepbx")
        #expect(
            disguise.accounts.map(\.name).joined(separator: " ")
                == "8008 8009 8010 8013 8017 8018 8022 8023 8027 8028 8029 8030")
        #expect(disguise.accounts.compactMap(\.password) == ["8017!"])
        #expect(disguise.dialPlan.rules.filter { $0.refusal == nil }.map(\.prefix) == ["9011", "99", "+"])
        #expect(disguise.timingRanges.hangUpAfter == 35_580...48_913)
        #expect(disguise.mark == 17_353_736_145_084_664_138)
        #expect(disguise.timings(callSeed: 1).ringAfter == .milliseconds(501))
    }

    @Test(arguments: BuiltInPersona.allCases) func twoNodesShareLittle(_ builtIn: BuiltInPersona) throws {
        let disguises = try (0..<200).map { try Disguise.make(builtIn, node: $0) }
        func distinct(_ value: (Disguise) -> some Hashable) -> Int { Set(disguises.map(value)).count }
        #expect(distinct { $0.accounts } > 190)
        #expect(distinct { $0.mark } == 200)
        #expect(distinct { $0.timings(callSeed: 1) } == 200)
        #expect(distinct { $0.timingRanges } > 190)
        #expect(distinct { $0.product } >= 8)
        #expect(distinct { $0.dialPlan } > 100)
        #expect(
            distinct { String(decoding: $0.nonceMint().nonce(for: .v4(1), call: 1, at: .start), as: UTF8.self) } == 200)
    }

    @Test(arguments: [BuiltInPersona.freepbx, .asterisk, .kamailio, .cisco])
    func hasEightToFortyExtensions(_ builtIn: BuiltInPersona) throws {
        var counts: Set<Int> = []
        for node in 0..<200 as Range<UInt64> {
            let disguise = try Disguise.make(builtIn, node: node)
            let names = disguise.accounts.map(\.name)
            #expect((8...40).contains(names.count) && Set(names).count == names.count && names == names.sorted())
            #expect(names.allSatisfy { $0.utf8.count >= 3 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
            let inBlock = disguise.persona.extensions.blocks.contains { block in
                names.allSatisfy { block.width == $0.utf8.count && block.numbers.contains(Int($0) ?? -1) }
            }
            #expect(inBlock)
            counts.insert(names.count)
        }
        #expect(counts.count == 33)
    }

    @Test(arguments: [BuiltInPersona.freepbx, .asterisk, .kamailio]) func someArePlantedNotMost(
        _ builtIn: BuiltInPersona
    )
        throws
    {
        var words: Set<String> = []
        for node in 0..<200 as Range<UInt64> {
            let accounts = try Disguise.make(builtIn, node: node).accounts
            let weak = accounts.filter { $0.password != nil }
            #expect(weak.count >= 1 && weak.count * 100 <= accounts.count * 35)
            for account in weak {
                let password = try #require(account.password)
                let planted = PlantedWords.all.map { PlantedWords.filled($0, extension: account.name) }
                #expect(planted.contains(password))
                words.insert(password)
            }
        }
        #expect(words.count > 100)
    }

    @Test func theATAHasOneLineAndAWeakPassword() throws {
        let lines = try (0..<200).map { try Disguise.make(.ata, node: $0).accounts }
        #expect(lines.allSatisfy { $0.count == 1 && $0[0].password != nil })
        #expect(Set(lines.map { $0[0].name }).count > 150)
    }

    @Test func findsItsAccounts() throws {
        let disguise = try Disguise.make()
        for account in disguise.accounts {
            #expect(disguise.account(named: account.name) == account)
            #expect(disguise.treatment(ofCalled: account.name) == .extension(account))
            #expect(disguise.access(ofCaller: account.name) == .challenged(SIPStatus(401)))
        }
        for name in ["", "0", "nobody", "4294967295", disguise.accounts[0].name + "0"] {
            #expect(disguise.account(named: name) == nil)
            #expect(disguise.access(ofCaller: name) == .open)
        }
    }

    @Test func callsOfANodeDifferWithinItsRange() throws {
        let disguise = try Disguise.make()
        let timings = (0..<500).map { disguise.timings(callSeed: $0) }
        #expect(Set(timings).count > 490)
        let policy = disguise.persona.calls
        for timing in timings {
            #expect(timing.hangUpAfter >= .milliseconds(policy.hangUpAfter.lowerBound))
            #expect(timing.hangUpAfter <= .milliseconds(policy.hangUpAfter.upperBound))
            #expect(timing.ringAfter <= .milliseconds(policy.ringAfter.upperBound))
            #expect(timing.answerAfter >= .milliseconds(policy.answerAfter.lowerBound))
            #expect(timing.ringBack <= .milliseconds(policy.ringBack.upperBound))
        }
        #expect(disguise.timings(callSeed: 7) == disguise.timings(callSeed: 7))
    }

    @Test func randomIsDrawnByTheNodesId() throws {
        let names = try (0..<200).map { try PersonaChoice.random.persona(for: .make($0)).name }
        #expect(Set(names) == Set(BuiltInPersona.allCases.map(\.rawValue)))
        #expect(try PersonaChoice.random.persona(for: .make(3)).name == names[3])
    }

    @Test func choicesByName() {
        #expect(PersonaChoice(name: "cisco") == .builtIn(.cisco))
        #expect(PersonaChoice(name: "random") == .random)
        #expect(PersonaChoice.random.name == "random" && PersonaChoice.builtIn(.ata).name == "ata")
        for name in ["", "Cisco", "./cisco", "cisco.toml"] { #expect(PersonaChoice(name: name) == nil) }
    }

    @Test func challengesAreTheStacksOwn() throws {
        func challenge(_ builtIn: BuiltInPersona, isStale: Bool = false) throws -> String {
            let persona = try builtIn.persona()
            let texts = persona.digest.challengeTexts(
                realm: "r", nonce: Array("n".utf8), opaque: Array("o".utf8), isStale: isStale)
            return texts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
        }
        #expect(try challenge(.freepbx) == #"Digest algorithm=MD5, realm="r", nonce="n""#)
        #expect(try challenge(.freepbx, isStale: true) == #"Digest algorithm=MD5, realm="r", nonce="n", stale=true"#)
        #expect(try challenge(.asterisk) == #"Digest realm="r",nonce="n",opaque="o",algorithm=MD5,qop="auth""#)
        #expect(
            try challenge(.asterisk, isStale: true)
                == #"Digest realm="r",nonce="n",opaque="o",stale=true,algorithm=MD5,qop="auth""#)
        #expect(try challenge(.kamailio) == #"Digest realm="r", nonce="n""#)
        #expect(try Persona.make(.asterisk).digest.challenges.map(\.offersQOP) == [true])
        #expect(try Persona.make(.freepbx).digest.challenges.map(\.offersQOP) == [false])
    }

    @Test func opaqueHasItsShape() throws {
        let disguise = try Disguise.make(.asterisk)
        let texts = disguise.challenges(nonce: Array("n".utf8), seed: 0xABCD_0000_0000_0001, isStale: false, at: .start)
        #expect(
            texts.map { String(decoding: $0, as: UTF8.self) }.first?.split(separator: ",")[2]
                == #"opaque="abcd000000000001""#)
    }
}
