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
    /// Bit n: numbers may have n digits.
    let lengths: UInt16
    /// Bits that tell an allocated number of each length, its length included.
    private(set) var bits = InlineArray<16, Double>(repeating: 0)
    private let lengthBits: Double
    /// Where its numbers begin in the automaton.
    let root: Int

    /// A line of the table: code, countries each with their leading digits, trunk prefix, international prefixes,
    /// then the lengths with tenths of bits: "44 GB,GG,IM:1624:74576,JE 0 00 7:35 9:203". A dash is an empty list.
    init?(line: Substring, root: Int) {
        let fields = line.split(separator: " ")
        guard fields.count > 4, let code = Int(fields[0]) else { return nil }
        self.code = code
        self.root = root
        digitCount = fields[0].utf8.count
        sharers = Self.list(fields[1]).compactMap(Sharer.init)
        trunkPrefix = Self.list(fields[2]).flatMap { Array($0.utf8) }
        internationalPrefixes = Self.list(fields[3]).map(String.init)
        var lengths: UInt16 = 0
        lengthBits = log2(Double(fields.count - 4))
        for field in fields[4...] {
            let parts = field.split(separator: ":")
            guard let length = Int(parts[0]), length < 16 else { return nil }
            lengths |= 1 << length
            guard parts.count == 2, let tenths = Int(parts[1]) else { continue }
            bits[length] = lengthBits + Double(tenths) / 10
        }
        self.lengths = lengths
    }

    var trunkPrefixText: String { String(decoding: trunkPrefix, as: UTF8.self) }

    func hasLength(_ length: Int) -> Bool { length >= 0 && length < 16 && lengths >> length & 1 == 1 }

    /// Bits that tell any number of this length.
    func bitsOfPossible(length: Int) -> Double { lengthBits + Double(length) * log2(10) }

    private static func list(_ field: Substring) -> [Substring] { field == "-" ? [] : field.split(separator: ",") }
}

extension CallingCode.Sharer {
    /// "IM:1624:74576".
    init?(_ text: Substring) {
        let parts = text.split(separator: ":")
        guard let first = parts.first, let country = Country(code: first.utf8) else { return nil }
        self.country = country
        leadingDigits = parts.dropFirst().map { Array($0.utf8) }
    }
}
