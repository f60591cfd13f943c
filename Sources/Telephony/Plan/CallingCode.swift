#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A country calling code and what holds for all its numbers. Lengths are those of national numbers.
struct CallingCode: Sendable {
    /// A country that shares the code, and digits with which its national numbers begin; none if that is no rule.
    struct Sharer: Sendable {
        let country: Country
        let leadingDigits: [[UInt8]]
    }

    let code: Int
    let digitCount: Int
    /// The first has most of the code. Empty for a code that belongs to no country.
    let sharers: [Sharer]
    /// ASCII digits.
    let trunkPrefix: [UInt8]
    let internationalPrefixes: [String]
    /// Where its numbers begin in the automaton.
    let root: Int
    /// Bit n: numbers may have n digits.
    private var lengths: UInt16 = 0
    private let lengthBits: Double
    /// Bits that tell one of its countries.
    let homeBits: Double
    /// Block by block for each length half bits that tell an allocated number of it from all of its country. A country
    /// has two blocks: the numbers of subscribers and those of services, of which there are few that many dial.
    private var halfBits: [UInt8] = []

    private static let mostLengths = 15
    private static let blocksOfCountry = 2

    /// A line of the table: code, countries each with their leading digits, trunk prefix, international prefixes,
    /// lengths, then a block each with a character a length: "290 SH,TA:8 - 00 4,5 5! !8 5! !!". A dash is an empty list.
    init?(line: ArraySlice<UInt8>, root: Int) {
        let fields = line.split(separator: UInt8(ascii: " "))
        guard fields.count > 5, let code = Self.integer(fields[0]) else { return nil }
        self.code = code
        self.root = root
        digitCount = fields[0].count
        sharers = Self.list(fields[1]).compactMap(Sharer.init)
        trunkPrefix = Self.list(fields[2]).flatMap(Array.init)
        internationalPrefixes = Self.list(fields[3]).map { String(decoding: $0, as: UTF8.self) }
        let lengths = Self.list(fields[4]).compactMap(Self.integer)
        guard lengths.allSatisfy({ $0 < Self.mostLengths }) else { return nil }
        lengthBits = log2(Double(lengths.count))
        homeBits = log2(Double(max(1, sharers.count)))
        self.lengths = lengths.reduce(0) { $0 | 1 << $1 }
        for block in fields[5...] {
            var halves = [UInt8](repeating: 0, count: Self.mostLengths)
            for (length, character) in zip(lengths, block) { halves[length] = NumberAutomaton.value(of: character) }
            halfBits += halves
        }
    }

    /// The country of a block, which is a label of the automaton.
    func country(ofBlock label: Int) -> Country { sharers[(label - 1) / Self.blocksOfCountry].country }

    /// Bits that tell an allocated number of a block from all of its country.
    func bits(ofBlock label: Int, length: Int) -> Double {
        Double(halfBits[(label - 1) * Self.mostLengths + length]) / 2
    }

    func hasLength(_ length: Int) -> Bool { 0..<Self.mostLengths ~= length && lengths >> length & 1 == 1 }

    /// Bits that tell one of all digit strings of a length, its length included.
    func bitsOfAny(length: Int) -> Double { lengthBits + Double(length) * log2(10) }

    private static func list(_ field: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        field.first == UInt8(ascii: "-") ? [] : field.split(separator: UInt8(ascii: ","))
    }

    private static func integer(_ field: ArraySlice<UInt8>) -> Int? { Int(String(decoding: field, as: UTF8.self)) }
}

extension CallingCode.Sharer {
    /// "IM:1624:74576".
    fileprivate init?(_ text: ArraySlice<UInt8>) {
        let parts = text.split(separator: UInt8(ascii: ":"))
        guard let first = parts.first, let country = Country(code: first) else { return nil }
        self.country = country
        leadingDigits = parts.dropFirst().map(Array.init)
    }
}
