/// What a dialled form means: a number behind a prefix, or no number.
public struct DialledNumber: Hashable, Sendable {
    /// Nil: an extension, a password, digits that are no number.
    public let e164: E164?
    /// The digits in front of the number; empty when there is none.
    public let prefix: String
    /// How sure that is, in percent: of readings with 90, about nine in ten are right.
    public let confidence: Int

    public init(e164: E164?, prefix: String, confidence: Int) {
        self.e164 = e164
        self.prefix = prefix
        self.confidence = confidence
    }

    /// The best reading of a form of which nothing else is known.
    public init(_ form: DialString) { self.init(form, Candidates(form)) }

    init(_ form: DialString, _ candidates: Candidates) {
        var best: Int?
        var bits = candidates.noNumberBits
        for place in 0..<candidates.count where candidates[place].bits < bits {
            best = place
            bits = candidates[place].bits
        }
        var odds = Odds(against: bits)
        odds.add(candidates.noNumberBits)
        for place in 0..<candidates.count { odds.add(candidates[place].bits) }
        self.init(form, best.map { candidates[$0] }, odds.percent)
    }

    /// The reading as one of the candidates; as no number without one.
    init(_ form: DialString, _ candidate: Candidate?, _ confidence: Int) {
        guard let candidate else {
            self.init(e164: nil, prefix: "", confidence: confidence)
            return
        }
        self.init(
            e164: E164(unchecked: candidate.number),
            prefix: form.withDigits { $0.extracting(..<(form.count - Int(candidate.length))).text },
            confidence: confidence)
    }
}
