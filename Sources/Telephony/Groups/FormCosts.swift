/// A form with what it costs in a group.
struct FormCosts {
    let form: DialString
    let candidates: Candidates
    /// Bits of the form when a target of so many digits is known; those of no number if that is less.
    private(set) var asKnown: BitsByLength
    /// Bits of naming the target; infinite for a length that is no number.
    private(set) var ofTarget = BitsByLength(repeating: .infinity)

    init(_ form: DialString) {
        self.form = form
        candidates = Candidates(form)
        asKnown = BitsByLength(repeating: candidates.noNumberBits)
        for place in 0..<candidates.count {
            let candidate = candidates[place]
            asKnown[Int(candidate.length)] = min(candidate.prefixBits, candidates.noNumberBits)
            ofTarget[Int(candidate.length)] = candidate.targetBits
        }
    }

    /// The bits of a target of its own with at least `length` digits; infinite when no number is so long.
    func ownTarget(from length: Int) -> Float {
        var least = Float.infinity
        for place in 0..<candidates.count where Int(candidates[place].length) >= length {
            least = min(least, candidates[place].targetBits + candidates[place].prefixBits)
        }
        return least
    }
}

extension Candidate {
    /// The world has many targets, a few of which share their last digits by chance, or since they are the examples of
    /// a list. So one more costs less than to name a number among all.
    private static let expectedTargets: Float = 20
    private static let leastBits: Float = 4

    var targetBits: Float { max(numberBits - Self.expectedTargets, Self.leastBits) }
}
