/// The ASCII bytes that SIP's grammar gives a meaning to (RFC 3261 §25.1).
enum ASCII {
    static let tab: UInt8 = 0x09
    static let lineFeed: UInt8 = 0x0A
    static let carriageReturn: UInt8 = 0x0D
    static let space: UInt8 = 0x20
    static let quote: UInt8 = 0x22
    static let percent: UInt8 = 0x25
    static let plus: UInt8 = 0x2B
    static let comma: UInt8 = 0x2C
    static let slash: UInt8 = 0x2F
    static let zero: UInt8 = 0x30
    static let nine: UInt8 = 0x39
    static let colon: UInt8 = 0x3A
    static let semicolon: UInt8 = 0x3B
    static let lessThan: UInt8 = 0x3C
    static let equals: UInt8 = 0x3D
    static let greaterThan: UInt8 = 0x3E
    static let question: UInt8 = 0x3F
    static let at: UInt8 = 0x40
    static let leftBracket: UInt8 = 0x5B
    static let backslash: UInt8 = 0x5C
    static let rightBracket: UInt8 = 0x5D

    /// The lower-case hexadecimal digit of a value under 16.
    @inline(__always)
    static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? zero + value : 0x57 + (value & 0x0F)
    }
}

extension UInt8 {
    /// Space or horizontal tab: the WSP of RFC 3261 §25.1.
    @inline(__always)
    var isWhitespace: Bool { self == ASCII.space || self == ASCII.tab }

    /// White space once a folded header line is seen as one line.
    @inline(__always)
    var isLinearWhitespace: Bool { isWhitespace || self == ASCII.carriageReturn || self == ASCII.lineFeed }

    @inline(__always)
    var isDigit: Bool { self &- ASCII.zero <= 9 }

    @inline(__always)
    var isLetter: Bool { (self | 0x20) &- 0x61 <= 25 }

    /// A byte of RFC 3261's `token`: what methods, header names and parameter names are made of.
    @inline(__always)
    var isToken: Bool {
        if isLetter || isDigit { return true }
        switch self {
        case 0x2D, 0x2E, 0x21, 0x25, 0x2A, 0x5F, 0x2B, 0x60, 0x27, 0x7E: return true
        default: return false
        }
    }

    /// Lower case for ASCII letters, any other byte as it is.
    @inline(__always)
    var lowercased: UInt8 { self &- 0x41 <= 25 ? self | 0x20 : self }

    /// The value of a hexadecimal digit.
    var hexValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x37
        case 0x61...0x66: self - 0x57
        default: nil
        }
    }
}
