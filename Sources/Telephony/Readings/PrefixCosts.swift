/// The bits that it takes to say what stands in front of a number: as many as there are, by the ways in which callers and
/// those who try out prefixes put one together. Short, usual, and repeating ones take few.
struct PrefixCosts {
    /// How to describe a prefix, and the bits of it.
    struct Description {
        var bits: Float
        /// Digits of the international prefix at its end; 0 when there is none.
        var internationalDigits: Int
    }

    /// Bits of the choices. Each is minus the logarithm of about how often it is made.
    private enum Bits {
        static let nothing: Float = 3
        static let plus: Float = 0.4
        /// A plus that stands elsewhere.
        static let otherPlus: Float = 3.0
        static let international: Float = 1.5
        static let lineAndInternational: Float = 0.5
        static let line: Float = 0.5
        static let end: Float = 1.5
        static let firstZero: Float = 2.2
        static let firstNine: Float = 1.8
        static let first: Float = 3.8
        static let nextSame: Float = 2.4
        static let nextZero: Float = 3.4
        static let nextHigher: Float = 3.5
        static let next: Float = 4.2
    }

    private let plusAt: Int?
    /// By length, the bits of that many digits as an outside line or as somebody's invention, and the last four of them.
    private var lines = InlineArray<34, (bits: Float, lastFour: UInt16)>(repeating: (0, 0))

    /// - Parameter longest: the length of the longest prefix that will be asked for.
    init(_ form: DialString, longest: Int) {
        plusAt = form.hasPlus ? form.count - form.digitsAfterPlus : nil
        var bits = Bits.end
        var lastFour: UInt16 = 0
        for index in 0..<min(longest, lines.count - 1) {
            let digit = form.packed.digit(before: form.count - 1 - index)
            bits += index == 0 ? Self.bits(ofFirst: digit) : Self.bits(of: digit, after: UInt8(lastFour & 15))
            lastFour = lastFour << 4 | UInt16(digit)
            lines[index + 1] = (bits, lastFour)
        }
    }

    /// The cheapest way to say what the first digits are.
    func description(ofFirst length: Int) -> Description {
        guard length > 0 else {
            let bits = plusAt == 0 ? Bits.plus : Bits.nothing + otherPlus(0)
            return Description(bits: bits, internationalDigits: 0)
        }
        let lines = lines.span
        var best = Description(bits: Bits.line + lines[length].bits, internationalDigits: 0)
        for prefix in InternationalPrefix.all
        where prefix.digitCount <= length && prefix.ends(lines[length].lastFour) {
            let line = length - prefix.digitCount
            let bits = prefix.bits + (line == 0 ? Bits.international : Bits.lineAndInternational + lines[line].bits)
            if bits < best.bits { best = Description(bits: bits, internationalDigits: prefix.digitCount) }
        }
        best.bits += otherPlus(length)
        return best
    }

    /// A plus right in front of a number makes what precedes it likelier, one elsewhere less so.
    private func otherPlus(_ length: Int) -> Float {
        guard let plusAt else { return 0 }
        return plusAt == length ? -Bits.otherPlus : Bits.otherPlus
    }

    private static func bits(ofFirst digit: UInt8) -> Float {
        switch digit {
        case 0: Bits.firstZero
        case 9: Bits.firstNine
        default: Bits.first
        }
    }

    private static func bits(of digit: UInt8, after previous: UInt8) -> Float {
        if digit == previous { return Bits.nextSame }
        if digit == 0 { return Bits.nextZero }
        return digit == previous + 1 ? Bits.nextHigher : Bits.next
    }
}
