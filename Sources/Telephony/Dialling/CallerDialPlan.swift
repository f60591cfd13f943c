/// How the callers of a telephone system dial: the country they are in, what they dial to leave it, and what they dial to
/// leave their own system. With it a form means one number, as it does to their exchange.
public struct CallerDialPlan: Hashable, Sendable {
    public let country: Country
    /// The usual one first.
    public let internationalPrefixes: [String]
    /// Empty when there is none.
    public let outsideLine: String
    let callingCode: String
    let trunkPrefix: String

    private static let longestPrefix = 8

    /// "GB", or with another international prefix and an outside line: "US:011:9", "DE::0".
    public init(_ text: String) throws(CallerDialPlanError) {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 2, omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
        guard let country = Country(parts[0]), let code = NumberingPlan.callingCode(of: country) else {
            throw .unknownCountry(parts[0])
        }
        for prefix in parts.dropFirst()
        where prefix.utf8.count > Self.longestPrefix || !prefix.utf8.allSatisfy({ $0.decimalDigit != nil }) {
            throw .notDigits(prefix)
        }
        self.country = country
        callingCode = "\(code)"
        trunkPrefix = NumberingPlan.trunkPrefix(of: country)
        let international = parts.count > 1 ? parts[1] : ""
        internationalPrefixes =
            international.isEmpty ? NumberingPlan.internationalPrefixes(of: country) : [international]
        outsideLine = parts.count > 2 ? parts[2] : ""
    }
}

extension CallerDialPlan: CustomStringConvertible {
    /// "US:011:9", as `init` reads it.
    public var description: String { "\(country):\(internationalPrefixes.first ?? ""):\(outsideLine)" }
}
