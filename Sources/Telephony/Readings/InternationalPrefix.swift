/// What callers dial before a calling code to leave their country, with the bits that it takes to name it among the
/// others: fewer for those that more countries, and more of the world's calls, use.
struct InternationalPrefix: Sendable {
    let digitCount: Int
    let bits: Float
    /// Its digits, four bits each.
    private let packed: UInt16
    private let mask: UInt16

    static let all: [InternationalPrefix] = [
        .init("00", 1.3),  // ITU-T E.164 recommends it; most of the world
        .init("011", 2.7),  // North America
        .init("000", 4),  // East Africa
        .init("001", 4),  // East Asia
        .init("0011", 4),  // Australia
        .init("810", 4),  // Russia and its neighbours
        .init("0000", 5.5),  // 00 by those who dial two zeros for a line
        .init("010", 5.5),  // Japan
        .init("009", 5.5),  // Nigeria
        .init("002", 5.5),  // Taiwan
        .init("005", 6), .init("007", 6), .init("008", 6),  // carriers in South America and South-East Asia
        .init("119", 6),  // Cuba
        .init("0014", 7), .init("0015", 7), .init("0021", 7),  // carriers in Brazil and Australia
        .init("0031", 7.5), .init("0041", 7.5),  // carriers in Brazil
    ]

    /// - Parameter digits: two to four.
    private init(_ digits: StaticString, _ bits: Float) {
        self.bits = bits
        digitCount = digits.utf8CodeUnitCount
        packed = digits.withUTF8Buffer { $0.reduce(0) { $0 << 4 | UInt16($1 & 15) } }
        mask = UInt16.max >> UInt16(16 - 4 * digits.utf8CodeUnitCount)
    }

    /// Whether it stands at the end.
    /// - Parameter lastFour: the last four digits, four bits each.
    func ends(_ lastFour: UInt16) -> Bool { lastFour & mask == packed }
}
