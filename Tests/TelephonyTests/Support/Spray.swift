import Telephony

/// What attackers do: each target behind each prefix, in any order, among dialled digits that mean nothing.
struct Spray {
    struct Shot {
        /// Nil for noise.
        let target: E164?
        let text: String
    }

    let shots: [Shot]

    init(_ targets: [E164], behind prefixes: [String], seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        var shots = targets.flatMap { target in
            prefixes.map { Shot(target: target, text: "\($0)\(target.value)") }
        }
        for _ in 0..<shots.count / 20 { shots.append(Shot(target: nil, text: Self.noise(targets, prefixes, &chance))) }
        self.shots = shots.shuffled(using: &chance)
    }

    /// Random digits, an extension, or a target with digits changed.
    private static func noise(_ targets: [E164], _ prefixes: [String], _ chance: inout SeededGenerator) -> String {
        switch Int.random(in: 0..<3, using: &chance) {
        case 0: return chance.digits(7...18)
        case 1: return chance.digits(2...6)
        default:
            var digits =
                (prefixes.randomElement(using: &chance) ?? "") + "\(targets.randomElement(using: &chance)?.value ?? 0)"
            for _ in 0..<Int.random(in: 1...3, using: &chance) {
                let place = digits.index(digits.startIndex, offsetBy: Int.random(in: 0..<digits.count, using: &chance))
                digits.replaceSubrange(place...place, with: chance.digits(1...1))
            }
            return digits
        }
    }

    /// Valid numbers of all countries, by phonenumbers: kinds as in `targets.py`.
    static func targets(_ kind: String, _ count: Int, seed: Int) throws -> [E164] {
        try NumberingScript.run("targets.py", kind, "\(count)", "\(seed)").split(separator: "\n").compactMap {
            E164(String($0))
        }
    }

    /// Sixty that callers, PBXs and attackers use, garbage among them.
    static let usualPrefixes = [
        "", "+", "00", "011", "810", "000", "0000", "001", "0011", "009", "010", "119", "+00", "+011", "0", "9", "8",
        "7", "6",
        "1", "99", "90", "88", "77", "12", "100", "900", "800", "700", "500", "9900", "9000", "90000", "9999", "000000",
        "9011",
        "8011", "1011", "99011", "90011", "900011", "981", "9810", "98100", "011011", "0000011", "9001", "9100", "123",
        "1234", "123456", "*900", "*9", "555", "5000", "1001", "20100", "87849", "30276", "7315",
    ]

    /// Sixty that somebody else would have thought of, of which some are digits without any sense.
    static func prefixes(garbage: Double, seed: UInt64) -> [String] {
        var chance = SeededGenerator(seed: seed)
        let international = [
            "00", "00", "00", "011", "011", "0011", "810", "010", "009", "000", "001", "002", "0015", "119",
        ]
        let lines = [
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "9", "9", "0", "00", "88", "99", "77", "000", "999",
        ]
        var prefixes: Set<String> = []
        while prefixes.count < 60 {
            let exit = international.randomElement(using: &chance) ?? ""
            let line = lines.randomElement(using: &chance) ?? ""
            let made = Double.random(in: 0..<1, using: &chance)
            switch Double.random(in: 0..<1, using: &chance) {
            case ..<garbage: prefixes.insert(chance.digits(1...6))
            case _ where made < 0.15: prefixes.insert(["", "+", "*"].randomElement(using: &chance) ?? "")
            case _ where made < 0.4: prefixes.insert(exit)
            case _ where made < 0.75: prefixes.insert(line + exit)
            case _ where made < 0.9: prefixes.insert(line)
            default: prefixes.insert(chance.digits(1...4) + exit)
            }
        }
        return prefixes.sorted()
    }
}
