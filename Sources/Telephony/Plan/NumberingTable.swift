#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The calling codes with the automaton of their numbers.
struct NumberingTable: Sendable {
    private let codes: [CallingCode]
    /// Places in `codes` by calling code; `noCode` for what is none.
    private let places: [UInt8]
    private let placeByCountry: [Country: Int]
    private let automaton: NumberAutomaton
    let callingCodeBits: Double

    private static let noCode = UInt8.max

    init() {
        automaton = NumberAutomaton(edges: NumberAutomaton.edges, tails: NumberAutomaton.tails)
        let roots = NumberAutomaton.words(NumberAutomaton.rootsOfCallingCodes)
        codes = zip("\(CallingCode.data)".split(separator: "\n"), roots).compactMap { line, root in
            CallingCode(line: line, root: Int(root))
        }
        var places = [UInt8](repeating: Self.noCode, count: 1000)
        var placeByCountry: [Country: Int] = [:]
        for (place, code) in codes.enumerated() {
            places[code.code] = UInt8(place)
            for sharer in code.sharers { placeByCountry[sharer.country] = place }
        }
        self.places = places
        self.placeByCountry = placeByCountry
        callingCodeBits = log2(Double(codes.count))
    }

    var countries: [Country] { placeByCountry.keys.sorted() }

    /// The calling code with which digits begin. None is the beginning of another.
    func code(at digits: Span<UInt8>) -> CallingCode? { place(at: digits).map { codes[$0] } }

    func code(of country: Country) -> CallingCode? { placeByCountry[country].map { codes[$0] } }

    func standing(of digits: Span<UInt8>) -> NumberingPlan.Standing {
        guard let place = place(at: digits), isPossible(digits, from: codes[place].digitCount, place: place) else {
            return .impossible
        }
        return label(of: digits, from: codes[place].digitCount, place: place) > 0 ? .allocated : .possible
    }

    func country(of digits: Span<UInt8>) -> Country? {
        guard let place = place(at: digits) else { return nil }
        let code = codes[place]
        guard code.sharers.count > 1 else { return code.sharers.first?.country }
        let label = label(of: digits, from: code.digitCount, place: place)
        if label > 0 { return code.sharers[label - 1].country }
        let sharer = code.sharers.dropFirst().first {
            $0.leadingDigits.contains { digits.has($0, at: code.digitCount) }
        }
        return (sharer ?? code.sharers[0]).country
    }

    func reading(of digits: Span<UInt8>) -> NumberingPlan.Reading? {
        guard let place = place(at: digits) else { return nil }
        let start = codes[place].digitCount
        if isPossible(digits, from: start, place: place), label(of: digits, from: start, place: place) > 0 {
            return reading(of: digits, trunkDigits: 0, place: place, standing: .allocated)
        }
        let trunkDigits = codes[place].trunkPrefix.count
        let rest = start + trunkDigits
        if trunkDigits > 0, isPossible(digits, from: rest, place: place),
            digits.has(codes[place].trunkPrefix, at: start)
        {
            let isAllocated = label(of: digits, from: rest, place: place) > 0
            return reading(
                of: digits, trunkDigits: trunkDigits, place: place, standing: isAllocated ? .allocated : .possible)
        }
        guard isPossible(digits, from: start, place: place) else { return nil }
        return reading(of: digits, trunkDigits: 0, place: place, standing: .possible)
    }

    private func place(at digits: Span<UInt8>) -> Int? {
        var code = 0
        for index in 0..<min(3, digits.count) {
            guard let digit = digits[index].decimalDigit else { return nil }
            code = code * 10 + Int(digit)
            if places[code] != Self.noCode { return Int(places[code]) }
        }
        return nil
    }

    private func isPossible(_ digits: Span<UInt8>, from start: Int, place: Int) -> Bool {
        codes[place].hasLength(digits.count - start)
    }

    private func label(of digits: Span<UInt8>, from start: Int, place: Int) -> Int {
        automaton.label(of: digits, from: start, root: codes[place].root)
    }

    /// Nil when a byte is no digit.
    private func reading(
        of digits: Span<UInt8>, trunkDigits: Int, place: Int, standing: NumberingPlan.Standing
    ) -> NumberingPlan.Reading? {
        let start = codes[place].digitCount
        var value = UInt64(codes[place].code)
        for index in start + trunkDigits..<digits.count {
            guard let digit = digits[index].decimalDigit else { return nil }
            value = value * 10 + UInt64(digit)
        }
        let length = digits.count - start - trunkDigits
        let bits = standing == .allocated ? codes[place].bits[length] : codes[place].bitsOfPossible(length: length)
        return NumberingPlan.Reading(
            number: E164(unchecked: value), standing: standing, callingCode: codes[place].code,
            trunkDigits: trunkDigits, bits: callingCodeBits + bits)
    }
}

extension Span where Element == UInt8 {
    /// False also where this has not so many bytes.
    fileprivate func has(_ bytes: [UInt8], at start: Int) -> Bool {
        bytes.count <= count - start && bytes.indices.allSatisfy { self[start + $0] == bytes[$0] }
    }
}
