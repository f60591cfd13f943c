/// What the forms of a group have in common: the targets among their endings, and how sure that is.
struct SharedEndings: Sendable {
    private struct Ending: Sendable {
        let number: UInt64
        let length: Int
        /// Bits that are saved when it is a target: more than 0 for those that are.
        let gain: Float
    }

    private var endings: [Ending] = []

    /// - Parameter gain: bits that are saved when the candidate is a target.
    mutating func add(_ candidate: Candidate, _ gain: Float) {
        guard gain > -Odds.negligible else { return }
        endings.append(Ending(number: candidate.number, length: Int(candidate.length), gain: gain))
    }

    func hasTarget(ofLength length: Int) -> Bool { endings.contains { $0.length == length && $0.gain > 0 } }

    func hasTarget(_ number: E164?) -> Bool { endings.contains { $0.number == number?.value && $0.gain > 0 } }

    /// The best reading of a form when these are known.
    func reading(of costs: FormCosts) -> DialledNumber {
        let candidates = costs.candidates
        guard !endings.isEmpty else { return DialledNumber(costs.form, candidates) }
        var best: Int?
        var bits = candidates.noNumberBits
        for place in 0..<candidates.count {
            let own = self.bits(of: candidates[place])
            if own < bits { (best, bits) = (place, own) }
        }
        var odds = Odds(against: bits)
        odds.add(candidates.noNumberBits)
        for place in 0..<candidates.count {
            odds.add(self.bits(of: candidates[place]))
            if let gain = gain(of: candidates[place]) { odds.add(bits + abs(gain)) }
        }
        return DialledNumber(costs.form, best.map { candidates[$0] }, odds.percent)
    }

    private func bits(of candidate: Candidate) -> Float {
        let isTarget = (gain(of: candidate) ?? 0) > 0
        return candidate.prefixBits + (isTarget ? 0 : candidate.targetBits)
    }

    private func gain(of candidate: Candidate) -> Float? {
        endings.first { $0.number == candidate.number }?.gain
    }
}
