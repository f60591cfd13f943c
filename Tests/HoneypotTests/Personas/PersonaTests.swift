import SIP
import Testing

@testable import Honeypot

@Suite struct PersonaTests {
    @Test(arguments: BuiltInPersona.allCases) func theBuiltInOnesAreRight(_ builtIn: BuiltInPersona) throws {
        let persona = try builtIn.persona()
        #expect(persona.name == builtIn.rawValue && !persona.title.isEmpty && persona.title.utf8.count <= 80)
        // Without a choice, nodes would look alike.
        #expect(persona.products.count >= 8 && Set(persona.products).count == persona.products.count)
        #expect(persona.tokens.dialogTag.unguessableBits >= 31)
    }

    @Test func freepbxGivesItsExtensionsAwayAndTakesCalls() throws {
        let persona = try Persona.make(.freepbx)
        #expect(persona.registration.known.code == 401 && persona.registration.unknown.code == 404)
        #expect(persona.digest.wrongPassword.code == 403)
        #expect(persona.calls.guests == .open && persona.calls.accounts == .challenged(SIPStatus(401)))
        #expect(persona.numbers.takesNames && persona.numbers.unknown.code == 404)
    }

    @Test(arguments: [BuiltInPersona.asterisk, .kamailio]) func theseGiveNothingAway(_ builtIn: BuiltInPersona) throws {
        let persona = try builtIn.persona()
        #expect(persona.registration.known == persona.registration.unknown)
        #expect(persona.registration.known == persona.registration.unknownWithCredentials)
        #expect(persona.registration.known == persona.digest.wrongPassword)
        #expect(persona.calls.guests == persona.calls.accounts && persona.calls.guests != .open)
        for method in SIPMethod.allCases {
            guard let answers = persona.requests.answers(to: method) else { continue }
            #expect(answers.guest == answers.account)
        }
    }

    @Test func ciscoAsksNobody() throws {
        let persona = try Persona.make(.cisco)
        #expect(persona.calls.guests == .open && persona.calls.accounts == .open)
    }

    @Test func ataHasOneLine() throws {
        #expect(try Persona.make(.ata).extensions.count == 1...1)
    }

    @Test func invitesHaveRulesOfTheirOwn() throws {
        let requests = try Persona.make().requests
        for method in [SIPMethod.invite, .ack, .register] { #expect(requests.answers(to: method) == nil) }
        #expect(requests.answers(to: .options)?.guest == .ok)
        #expect(requests.answers(to: .message)?.account.code == 401)
        #expect(requests.answers(to: .other)?.authenticated.code == 501)
    }

    @Test(arguments: [
        (nil, 120), (3600, 3600), (10, 60), (1_000_000, 3600), (0, 0), (-5, 0), (Int.max, 3600), (Int.min, 0),
    ])
    func registrationsLastAsLongAsThePersonaLikes(asked: Int?, expected: Int) throws {
        #expect(try Persona.make(.freepbx).registration.expiry(asked: asked) == expected)
    }

    @Test func wordsOfItsOwn() throws {
        func phrase(_ builtIn: BuiltInPersona, _ method: SIPMethod, _ code: Int) throws -> String? {
            try builtIn.persona().reasons.phrase(method, SIPStatus(code)).map { String(decoding: $0, as: UTF8.self) }
        }
        #expect(try phrase(.freepbx, .register, 404) == "Not found")
        #expect(try phrase(.freepbx, .invite, 404) == nil)
        #expect(try phrase(.freepbx, .refer, 603) == "Declined (No dialog)")
        #expect(try phrase(.freepbx, .invite, 603) == "Declined")
        #expect(try phrase(.kamailio, .invite, 100) == "trying -- your call is important to us")
    }

    @Test func theWordListIsWhatTestsMayTry() {
        #expect(PlantedWords.all.count >= 100 && Set(PlantedWords.all).count == PlantedWords.all.count)
        #expect(PlantedWords.all.allSatisfy { $0.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } })
        #expect(PlantedWords.filled("{extension}{extension}", extension: "101") == "101101")
        #expect(PlantedWords.filled("a{extension}!", extension: "101") == "a101!")
        #expect(PlantedWords.filled("{other}{", extension: "101") == "{other}{")
    }
}
