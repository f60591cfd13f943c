import Telephony
import Testing

/// How often a dialled form is read as the number that was meant. docs/NUMBERS.md has the figures.
@Suite(.serialized) struct SprayTests {
    /// A thousand numbers of all countries behind sixty prefixes.
    @Test func aSprayOfNumbersOfAllCountriesIsRead() throws {
        let targets = try Spray.targets("any", 1000, seed: 1)
        let spray = Spray(targets, behind: Spray.usualPrefixes, seed: 1)
        let alone = SprayScore.alone(spray)
        let five = SprayScore.together(spray, forms: 5)
        let all = SprayScore.together(spray, forms: .max)
        let baseline = SprayScore.regularExpression(spray)
        print("any, usual prefixes: alone \(alone), five forms \(five), all \(all), regular expression \(baseline)")
        print("right by confidence: \(alone.calibration)")
        #expect(targets.count == 1000)
        #expect(alone.right >= 0.97)
        #expect(five.right >= 0.997)
        #expect(all.right >= 0.997)
        #expect(alone.rightOfSure >= 0.99)
        #expect(baseline.right < 0.5)
    }

    /// Prefixes and numbers that the model was not made with.
    @Test(arguments: [
        ("any", 0.1), ("any", 0.3), ("mobile", 0.3), ("premium_rate", 0.3), ("examples", 0.1), ("examples", 0.3),
    ])
    func otherSpraysAreReadAsWell(kind: String, garbage: Double) throws {
        for seed in 2...3 {
            let targets = try Spray.targets(kind, 150, seed: seed)
            let prefixes = Spray.prefixes(garbage: garbage, seed: UInt64(seed))
            let spray = Spray(targets, behind: prefixes, seed: UInt64(seed))
            let alone = SprayScore.alone(spray)
            let five = SprayScore.together(spray, forms: 5)
            print("\(kind), garbage \(garbage), seed \(seed): alone \(alone), five forms \(five)")
            #expect(alone.right >= 0.95)
            #expect(five.right >= 0.99)
            #expect(alone.rightOfSure >= 0.98)
        }
    }

    /// Attackers look for the prefix of a PBX by trying all.
    @Test(arguments: ["46812410967", "12125550123", "972592277524", "4915112345678"])
    func allPrefixesInFrontOfOneNumberAreRead(digits: String) throws {
        var chance = SeededGenerator(seed: 11)
        let target = try #require(E164(digits))
        let forms = try (0...9999).map { try #require(DialString("\($0)\(digits)")) }.shuffled(using: &chance)
        var groups = FormGroups()
        for form in forms { _ = groups.note(form) }
        let right = forms.count { groups.note($0).e164 == target }
        #expect(right > 9_900)
    }
}
