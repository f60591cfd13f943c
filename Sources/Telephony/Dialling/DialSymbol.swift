/// What a character means to somebody who dials.
enum DialSymbol: Equatable {
    case digit(UInt8)
    case plus
    /// With the digit of its key, which only the letters of ASCII have.
    case letter(key: UInt8?)
    /// A pause or the key that ends dialling.
    case end

    /// The keys of A to Z (ITU-T E.161 §3.1).
    private static let keys = Array("22233344455566677778889999".utf8)

    /// Nil for visual separators (RFC 3966 §5.1.1) and for all other characters that mean nothing.
    init?(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "0"..."9": self = .digit(UInt8(ascii: scalar) - UInt8(ascii: "0"))
        case "+", "\u{FF0B}": self = .plus
        case ",", "#": self = .end
        case "A"..."Z", "a"..."z":
            let place = Int(UInt8(ascii: scalar) | 0x20) - Int(UInt8(ascii: "a"))
            self = .letter(key: Self.keys[place] - UInt8(ascii: "0"))
        case _ where scalar.isASCII: return nil
        case _ where scalar.properties.numericType == .decimal:
            guard let value = scalar.properties.numericValue, (0...9).contains(value) else { return nil }
            self = .digit(UInt8(value))
        case _ where scalar.properties.isAlphabetic: self = .letter(key: nil)
        default: return nil
        }
    }

    static func symbols(in bytes: ArraySlice<UInt8>) -> [DialSymbol] {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.compactMap(DialSymbol.init)
    }
}
