/// Reads the texts of one JSON object (RFC 8259) that a stranger wrote: values that are no strings are passed over.
struct JSONStrings {
    enum Fault: Error, Equatable {
        case malformed, tooDeep
    }

    /// Levels of what is passed over.
    private static let depthLimit = 16

    private let bytes: [UInt8]
    private var next = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The members of the object that are strings, by key. Of a key that stands twice the last counts.
    static func read(_ bytes: [UInt8]) throws(Fault) -> [String: String] {
        var reader = JSONStrings(bytes)
        let members = try reader.object()
        reader.skipSpace()
        guard reader.next == bytes.count else { throw .malformed }
        return members
    }

    private var byte: UInt8? { next < bytes.count ? bytes[next] : nil }

    private mutating func skipSpace() {
        while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { next += 1 }
    }

    /// Whether `expected` comes next; then it is passed.
    private mutating func pass(_ expected: Unicode.Scalar) -> Bool {
        skipSpace()
        guard byte == UInt8(ascii: expected) else { return false }
        next += 1
        return true
    }

    private mutating func object() throws(Fault) -> [String: String] {
        var members: [String: String] = [:]
        guard pass("{") else { throw .malformed }
        if pass("}") { return members }
        repeat {
            let key = try string()
            guard pass(":") else { throw .malformed }
            skipSpace()
            if byte == UInt8(ascii: "\"") {
                members[key] = try string()
            } else {
                try skip(depth: 1)
            }
        } while pass(",")
        guard pass("}") else { throw .malformed }
        return members
    }

    private mutating func string() throws(Fault) -> String {
        guard pass("\"") else { throw .malformed }
        var text: [UInt8] = []
        while let byte {
            next += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(&text)
            case 0..<0x20: throw .malformed
            default: text.append(byte)
            }
        }
        throw .malformed
    }

    private mutating func escape(_ text: inout [UInt8]) throws(Fault) {
        guard let byte else { throw .malformed }
        next += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try scalar()).utf8))
        default: throw .malformed
        }
    }

    /// Behind `\u`. Half a surrogate pair becomes U+FFFD.
    private mutating func scalar() throws(Fault) -> Character {
        let first = try codeUnit()
        var units = [first]
        if UTF16.isLeadSurrogate(first), next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"),
            bytes[next + 1] == UInt8(ascii: "u")
        {
            let start = next
            next += 2
            let second = try codeUnit()
            if UTF16.isTrailSurrogate(second) { units.append(second) } else { next = start }
        }
        return String(decoding: units, as: UTF16.self).first ?? "\u{FFFD}"
    }

    private mutating func codeUnit() throws(Fault) -> UInt16 {
        guard bytes.count - next >= 4 else { throw .malformed }
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(UnicodeScalar(bytes[next])).hexDigitValue else { throw .malformed }
            unit = unit << 4 | UInt16(digit)
            next += 1
        }
        return unit
    }

    private mutating func skip(depth: Int) throws(Fault) {
        guard depth <= Self.depthLimit else { throw .tooDeep }
        skipSpace()
        switch byte {
        case UInt8(ascii: "\""): _ = try string()
        case UInt8(ascii: "{"): try skipList(closing: "}", depth: depth, isObject: true)
        case UInt8(ascii: "["): try skipList(closing: "]", depth: depth, isObject: false)
        default: try skipWord()
        }
    }

    private mutating func skipList(closing: Unicode.Scalar, depth: Int, isObject: Bool) throws(Fault) {
        next += 1
        if pass(closing) { return }
        repeat {
            if isObject {
                _ = try string()
                guard pass(":") else { throw .malformed }
            }
            try skip(depth: depth + 1)
        } while pass(",")
        guard pass(closing) else { throw .malformed }
    }

    /// A number, or one of the three names.
    private mutating func skipWord() throws(Fault) {
        let start = next
        while let byte, byte >= 0x2B, byte < 0x7B, ![0x2C, 0x3A, 0x5B, 0x5C, 0x5D].contains(byte) { next += 1 }
        guard next > start else { throw .malformed }
    }
}
