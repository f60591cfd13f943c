#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The calling codes with the automaton of their numbers. Digits are ASCII; a place is an index into `codes`.
struct NumberingTable: Sendable {
    let codes: [CallingCode]
    /// In order of their letters.
    let countries: [Country]
    /// Bits that tell one of the calling codes.
    let callingCodeBits: Double
    private let placeOfCode: [UInt8]
    private let placeOfCountry: [Country: Int]
    private let automaton = NumberAutomaton(edges: NumberAutomaton.edges, tails: NumberAutomaton.tails)

    private static let noPlace = UInt8.max

    init() {
        let roots = NumberAutomaton.words(NumberAutomaton.roots)
        let lines = CallingCode.data.withUTF8Buffer { Array($0) }.split(separator: UInt8(ascii: "\n"))
        codes = zip(lines, roots).compactMap { line, root in CallingCode(line: line, root: Int(root)) }
        var placeOfCode = [UInt8](repeating: Self.noPlace, count: 1000)
        var placeOfCountry: [Country: Int] = [:]
        for (place, code) in codes.enumerated() {
            placeOfCode[code.code] = UInt8(place)
            for sharer in code.sharers { placeOfCountry[sharer.country] = place }
        }
        self.placeOfCode = placeOfCode
        self.placeOfCountry = placeOfCountry
        countries = placeOfCountry.keys.sorted()
        callingCodeBits = log2(Double(codes.count))
    }

    /// The calling code with which digits begin. None begins with another, or with a zero.
    func place(at digits: Span<UInt8>) -> Int? {
        var code = 0
        for index in 0..<min(3, digits.count) {
            guard let digit = digits[index].decimalDigit else { return nil }
            code = code * 10 + Int(digit)
            guard code > 0 else { return nil }
            if placeOfCode[code] != Self.noPlace { return Int(placeOfCode[code]) }
        }
        return nil
    }

    func code(of country: Country) -> CallingCode? { placeOfCountry[country].map { codes[$0] } }

    func country(of digits: Span<UInt8>) -> Country? {
        guard let place = place(at: digits) else { return nil }
        let sharers = codes[place].sharers
        guard sharers.count > 1 else { return sharers.first?.country }
        let start = codes[place].digitCount
        let label = automaton.label(of: digits, from: start, root: codes[place].root)
        if label > 0 { return sharers[label - 1].country }
        let sharer = sharers.first { $0.leadingDigits.contains { digits.has($0, at: start) } }
        return (sharer ?? sharers[0]).country
    }

    func standing(of digits: Span<UInt8>) -> NumberingPlan.Standing {
        guard let place = place(at: digits) else { return .impossible }
        return standing(of: digits, from: codes[place].digitCount, place: place)
    }

    func reading(of digits: Span<UInt8>) -> NumberingPlan.Reading? {
        guard let place = place(at: digits) else { return nil }
        var start = codes[place].digitCount
        var standing = standing(of: digits, from: start, place: place)
        let trunkPrefix = codes[place].trunkPrefix
        if standing != .allocated, !trunkPrefix.isEmpty, digits.has(trunkPrefix, at: start) {
            let rest = start + trunkPrefix.count
            let standingOfRest = self.standing(of: digits, from: rest, place: place)
            if standingOfRest != .impossible { (start, standing) = (rest, standingOfRest) }
        }
        guard standing != .impossible else { return nil }
        var value = UInt64(codes[place].code)
        for index in start..<digits.count {
            guard let digit = digits[index].decimalDigit else { return nil }
            value = value * 10 + UInt64(digit)
        }
        let length = digits.count - start
        let bits =
            standing == .allocated ? codes[place].bits[length] : codes[place].bitsOfAny(length: length)
        return NumberingPlan.Reading(
            number: E164(unchecked: value), standing: standing, callingCode: codes[place].code,
            trunkDigits: start - codes[place].digitCount, bits: callingCodeBits + bits)
    }

    /// Of the national number that begins at `start`.
    private func standing(of digits: Span<UInt8>, from start: Int, place: Int) -> NumberingPlan.Standing {
        guard codes[place].hasLength(digits.count - start) else { return .impossible }
        return automaton.label(of: digits, from: start, root: codes[place].root) > 0 ? .allocated : .possible
    }
}

extension Span where Element == UInt8 {
    /// False also where this has not so many bytes.
    fileprivate func has(_ bytes: [UInt8], at start: Int) -> Bool {
        guard bytes.count <= count - start else { return false }
        return bytes.indices.allSatisfy { self[start + $0] == bytes[$0] }
    }
}
