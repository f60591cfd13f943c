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
    /// Bits that tell an allocated number of each length, its length included.
    private(set) var bits = InlineArray<15, Double>(repeating: 0)
    /// Where its numbers begin in the automaton.
    let root: Int
    /// Bit n: numbers may have n digits.
    private var lengths: UInt16 = 0
    private let lengthBits: Double

    /// A line of the table: code, countries each with their leading digits, trunk prefix, international prefixes,
    /// then the lengths with tenths of bits: "290 SH,TA:8 - 00 4:100 5:153". A dash is an empty list; a length without
    /// bits has no allocated number.
    init?(line: ArraySlice<UInt8>, root: Int) {
        let fields = line.split(separator: UInt8(ascii: " "))
        guard fields.count > 4, let code = Self.integer(fields[0]) else { return nil }
        self.code = code
        self.root = root
        digitCount = fields[0].count
        sharers = Self.list(fields[1]).compactMap(Sharer.init)
        trunkPrefix = Self.list(fields[2]).flatMap(Array.init)
        internationalPrefixes = Self.list(fields[3]).map { String(decoding: $0, as: UTF8.self) }
        lengthBits = log2(Double(fields.count - 4))
        for field in fields[4...] {
            let parts = field.split(separator: UInt8(ascii: ":"))
            guard let length = Self.integer(parts[0]), length < bits.count else { return nil }
            lengths |= 1 << length
            if parts.count == 2, let tenths = Self.integer(parts[1]) { bits[length] = lengthBits + Double(tenths) / 10 }
        }
    }

    func hasLength(_ length: Int) -> Bool { 0..<bits.count ~= length && lengths >> length & 1 == 1 }

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
