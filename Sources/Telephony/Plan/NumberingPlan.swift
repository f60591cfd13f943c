/// The world's numbering plan (ITU-T E.164): calling codes, and which national numbers each has. Its tables are made
/// by `make numbering`; docs/NUMBERS.md says from what, and where it differs from that.
public enum NumberingPlan {
    static let table = NumberingTable()

    public enum Standing: Hashable, Sendable {
        /// In a range that is given to subscribers or services.
        case allocated
        /// Of a length that the calling code has, in a range not allocated. Fraud uses these too: calls to them are
        /// paid for on the way and never arrive.
        case possible
        case impossible
    }

    public static func standing(of number: E164) -> Standing {
        number.withDigits { digits in table.standing(of: digits) }
    }

    /// What ASCII digits are when they begin with a calling code; nil when they can be no number. Costs no allocation.
    ///
    /// A trunk prefix after the calling code (+44 0 20…) is dropped, unless the number is allocated with these digits
    /// or no number can be as long as what is left.
    public static func reading(of digits: Span<UInt8>) -> Reading? { table.reading(of: digits) }

    /// Bits that tell one of all calling codes, each as likely as any other.
    public static var callingCodeBits: Double { table.callingCodeBits }

    public static func callingCode(of country: Country) -> Int? { table.code(of: country)?.code }

    /// What callers of a country dial in front of a national number, such as "0"; empty where there is none.
    public static func trunkPrefix(of country: Country) -> String {
        String(decoding: table.code(of: country)?.trunkPrefix ?? [], as: UTF8.self)
    }

    /// What callers of a country dial in front of a calling code, the usual one first.
    public static func internationalPrefixes(of country: Country) -> [String] {
        table.code(of: country)?.internationalPrefixes ?? []
    }

    /// All countries, in order of their letters.
    public static var countries: [Country] { table.countries }
}
