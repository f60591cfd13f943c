/// All ways to read a form and what speaks for each, for people.
public struct ReadingExplanation: Sendable {
    public struct Candidate: Sendable {
        /// Nil: no number at all.
        public let e164: E164?
        /// The digits in front of it.
        public let prefix: String
        /// How these come about, in words.
        public let prefixMeaning: String
        /// A trunk prefix that stands after the calling code and was dropped; empty without one.
        public let trunkPrefix: String
        /// Nil for no number.
        public let standing: NumberingPlan.Standing?
        public let prefixBits: Double
        /// Of no number: all of its bits.
        public let numberBits: Double
        /// How likely this reading is, in percent.
        public let share: Int

        /// Fewer are likelier: one less is twice as likely.
        public var bits: Double { prefixBits + numberBits }
    }

    public let form: DialString
    /// The best one first.
    public let candidates: [Candidate]

    public init(_ form: DialString) {
        self.form = form
        let all = Candidates(form)
        let bits = (0..<all.count).map { all[$0].bits } + [all.noNumberBits]
        func share(_ own: Float) -> Int {
            var odds = Odds(against: own)
            for other in bits { odds.add(other) }
            return odds.percent
        }
        var candidates = (0..<all.count).map { Candidate(all[$0], form, share: share(all[$0].bits)) }
        candidates.append(Candidate(noNumberBits: all.noNumberBits, share: share(all.noNumberBits)))
        self.candidates = candidates.sorted { $0.bits < $1.bits }
    }
}

extension ReadingExplanation.Candidate {
    fileprivate init(_ candidate: Candidate, _ form: DialString, share: Int) {
        let digits = Array(form.digits.utf8)
        let start = digits.count - Int(candidate.length)
        let number = E164(unchecked: candidate.number)
        let trunkStart = start + String(number.callingCode).utf8.count
        let trunkPrefix = digits[trunkStart..<min(trunkStart + Int(candidate.trunkDigits), digits.count)]
        e164 = number
        prefix = String(decoding: digits[..<start], as: UTF8.self)
        prefixMeaning = Self.meaning(
            of: digits[..<start], internationalDigits: Int(candidate.internationalDigits),
            plus: form.digitsAfterPlus == Int(candidate.length))
        self.trunkPrefix = String(decoding: trunkPrefix, as: UTF8.self)
        standing = candidate.isAllocated ? .allocated : .possible
        prefixBits = Double(candidate.prefixBits)
        numberBits = Double(candidate.numberBits)
        self.share = share
    }

    fileprivate init(noNumberBits: Float, share: Int) {
        e164 = nil
        prefix = ""
        prefixMeaning = "no number"
        trunkPrefix = ""
        standing = nil
        prefixBits = 0
        numberBits = Double(noNumberBits)
        self.share = share
    }

    private static func meaning(of prefix: ArraySlice<UInt8>, internationalDigits: Int, plus: Bool) -> String {
        let line = String(decoding: prefix.dropLast(internationalDigits), as: UTF8.self)
        let international = String(decoding: prefix.suffix(internationalDigits), as: UTF8.self)
        var parts: [String] = []
        if !line.isEmpty { parts.append(internationalDigits > 0 ? "\(line) for a line" : "\(line), a line or made up") }
        if internationalDigits > 0 { parts.append("international prefix \(international)") }
        if plus { parts.append("a plus") }
        return parts.isEmpty ? "nothing in front" : parts.joined(separator: ", ")
    }
}
