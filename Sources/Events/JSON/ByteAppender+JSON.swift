import SIP

/// JSON text written straight into memory. The event log is on the hot path and its layout is fixed, so
/// that a general encoder would only add cost.
extension ByteAppender {
    /// The most bytes that one byte becomes in a JSON string, as `\u0000`.
    public static let longestJSONEscape = 6

    /// Appends a JSON string of any bytes (RFC 8259 §7). Valid UTF-8 stays as it is; a byte that is not
    /// part of valid UTF-8 becomes the escape of the code point of its value, so that a line stays one
    /// valid line and no byte goes missing.
    public mutating func append(jsonString bytes: Span<UInt8>) {
        append(UInt8(ascii: "\""))
        var index = 0
        let count = bytes.count
        while index < count {
            // Eight at once as long as they stand for themselves, which most text does.
            if index &+ 8 <= count {
                let word = bytes.word(at: index)
                let plain = word.plainJSONCount
                append(word, count: plain)
                index &+= plain
                if plain == 8 { continue }
            }
            let byte = bytes[index]
            if byte.isPlainJSON {
                append(byte)
                index &+= 1
                continue
            }
            let sequence = byte >= 0x80 ? bytes.lengthOfUTF8Sequence(at: index) : 0
            if sequence > 0 {
                append(bytes.extracting(index..<index &+ sequence))
                index &+= sequence
            } else {
                append(jsonEscape: byte)
                index &+= 1
            }
        }
        append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private mutating func append(jsonEscape byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\r"): append("\\r")
        case UInt8(ascii: "\n"): append("\\n")
        case UInt8(ascii: "\t"): append("\\t")
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        default:
            append("\\u00")
            append(Self.hexDigit(byte >> 4))
            append(Self.hexDigit(byte & 0xF))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension UInt8 {
    /// Whether the byte stands for itself in a JSON string whatever is around it.
    @inline(__always)
    fileprivate var isPlainJSON: Bool {
        self >= 0x20 && self < 0x80 && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
    }
}

extension UInt64 {
    /// How many of the eight bytes, from the first in memory on, stand for themselves in a JSON string. They are
    /// looked at together, each lane's top bit telling of its byte; a borrow can mark a lane behind the first
    /// that is special, never one in front of it.
    @inline(__always)
    fileprivate var plainJSONCount: Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let lanes = UInt64(littleEndian: self)
        let quotes = lanes ^ (ones &* 0x22)
        let backslashes = lanes ^ (ones &* 0x5C)
        let special =
            (lanes &- ones &* 0x20) & ~lanes
            | (quotes &- ones) & ~quotes
            | (backslashes &- ones) & ~backslashes
            | lanes
        return (special & (ones &* 0x80)).trailingZeroBitCount / 8
    }
}

extension Span<UInt8> {
    /// The eight bytes at `index`, which the caller has checked to be there.
    @inline(__always)
    fileprivate func word(at index: Int) -> UInt64 {
        bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
    }

    /// The length of the multi-byte UTF-8 sequence at `index`, or 0 when it is not well formed
    /// (Unicode Standard, table 3-7).
    fileprivate func lengthOfUTF8Sequence(at index: Int) -> Int {
        let lead = self[index]
        let length: Int
        var second: ClosedRange<UInt8> = 0x80...0xBF
        switch lead {
        case 0xC2...0xDF: length = 2
        case 0xE0:
            length = 3
            second = 0xA0...0xBF
        case 0xED:
            length = 3
            second = 0x80...0x9F
        case 0xE1...0xEF: length = 3
        case 0xF0:
            length = 4
            second = 0x90...0xBF
        case 0xF1...0xF3: length = 4
        case 0xF4:
            length = 4
            second = 0x80...0x8F
        default: return 0
        }
        guard index + length <= count, second.contains(self[index + 1]) else { return 0 }
        for offset in 2..<max(length, 2) where !(0x80...0xBF).contains(self[index + offset]) { return 0 }
        return length
    }
}
