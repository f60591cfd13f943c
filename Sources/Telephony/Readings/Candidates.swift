/// All ways to read a form, each with its bits: minus the logarithm of how likely somebody dials just that. The fewest
/// bits are the best reading.
struct Candidates {
    /// Shorter forms are extensions. Forms are grouped by as many last digits.
    static let shortest = 7
    /// A number and a trunk prefix of two digits.
    static let longest = E164.maximumDigits + 2

    private enum Bits {
        static let allocated: Float = 0.3
        /// In a range not allocated, on top of any number of the length.
        static let possible: Float = 6
        static let trunkPrefix: Float = 6
        /// No number: an extension, a password, anything. Each digit costs as much as there are digits. From the
        /// shortest number's length on each halves how likely it is.
        static let noNumber: Float = 5.5
        static let digit: Float = 3.3219
        static let furtherDigit: Float = 1
    }

    private var items = InlineArray<11, Candidate>(repeating: Candidate())
    private(set) var count = 0
    /// Bits of the form as no number.
    let noNumberBits: Float

    init(_ form: DialString) {
        noNumberBits =
            Bits.noNumber + Bits.digit * Float(form.count)
            + Bits.furtherDigit * Float(max(0, form.count - Self.shortest + 1))
        guard form.count >= Self.shortest else { return }
        let costs = PrefixCosts(form, longest: form.count - Self.shortest)
        form.withDigits { digits in
            for start in max(0, digits.count - Self.longest)...(digits.count - Self.shortest)
            where digits[start] != UInt8(ascii: "0") {
                guard let reading = NumberingPlan.reading(of: digits.extracting(start..<digits.count)) else { continue }
                append(reading, from: start, of: digits.count, costs)
            }
        }
    }

    private mutating func append(_ reading: NumberingPlan.Reading, from start: Int, of end: Int, _ costs: PrefixCosts) {
        guard count < items.count else { return }
        let isAllocated = reading.standing == .allocated
        let prefix = costs.description(ofFirst: start)
        items[count] = Candidate(
            number: reading.number.value,
            numberBits: Float(reading.bits) + (isAllocated ? Bits.allocated : Bits.possible),
            prefixBits: prefix.bits + (reading.trunkDigits > 0 ? Bits.trunkPrefix : 0), isAllocated: isAllocated,
            length: UInt8(end - start), trunkDigits: UInt8(reading.trunkDigits),
            internationalDigits: UInt8(prefix.internationalDigits))
        count += 1
    }

    /// The one with the most digits first.
    subscript(_ place: Int) -> Candidate { items.span[place] }

    func candidate(ofLength length: Int) -> Candidate? {
        let items = items.span
        for place in 0..<count where Int(items[place].length) == length { return items[place] }
        return nil
    }
}
