/// A country or territory by its two letters of ISO 3166-1, for example "SE"; XK (Kosovo), AC (Ascension) and TA
/// (Tristan da Cunha) are letters of that standard's reserved or user-assigned part.
public struct Country: Hashable, Comparable, Sendable {
    private let letters: UInt16

    /// Nil when the numbering plan knows no such country. Letters may be small.
    public init?(_ text: some StringProtocol) {
        guard let country = Country(code: text.utf8), NumberingPlan.callingCode(of: country) != nil else { return nil }
        self = country
    }

    /// Any two ASCII letters.
    init?(code: some Collection<UInt8>) {
        guard code.count == 2 else { return nil }
        var letters: UInt16 = 0
        for byte in code {
            let capital = byte & ~0x20
            guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(capital) else { return nil }
            letters = letters << 8 | UInt16(capital)
        }
        self.letters = letters
    }

    public static func < (left: Country, right: Country) -> Bool { left.letters < right.letters }
}

extension Country: CustomStringConvertible {
    public var description: String {
        String(decoding: [UInt8(letters >> 8), UInt8(truncatingIfNeeded: letters)], as: UTF8.self)
    }
}
