import NIOCore

/// JSON text written straight into a buffer. The event log is on the hot path and its layout is fixed, so
/// that a general encoder would only add cost.
extension ByteBuffer {
    /// Appends a number in decimal.
    public mutating func writeJSONNumber(_ value: Int) {
        writeString(String(value))
    }

    /// Appends a JSON string of any bytes (RFC 8259 §7). Valid UTF-8 stays as it is; a byte that is not
    /// part of valid UTF-8 becomes the escape of the code point of its value, so that a line stays one
    /// valid line and no byte goes missing.
    public mutating func writeJSONString(_ bytes: Span<UInt8>) {
        writeInteger(UInt8(ascii: "\""))
        var runStart = 0
        var index = 0
        let count = bytes.count
        while index < count {
            let byte = bytes[index]
            if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
                index &+= 1
                continue
            }
            let sequence = byte >= 0x80 ? bytes.lengthOfUTF8Sequence(at: index) : 0
            if sequence > 0 {
                index &+= sequence
                continue
            }
            writeBytes(bytes.extracting(runStart..<index).bytes)
            writeJSONEscape(byte)
            index &+= 1
            runStart = index
        }
        writeBytes(bytes.extracting(runStart..<count).bytes)
        writeInteger(UInt8(ascii: "\""))
    }

    private mutating func writeJSONEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\r"): writeStaticString("\\r")
        case UInt8(ascii: "\n"): writeStaticString("\\n")
        case UInt8(ascii: "\t"): writeStaticString("\\t")
        case UInt8(ascii: "\""): writeStaticString("\\\"")
        case UInt8(ascii: "\\"): writeStaticString("\\\\")
        default:
            writeStaticString("\\u00")
            writeInteger(Self.hexDigit(byte >> 4))
            writeInteger(Self.hexDigit(byte & 0xF))
        }
    }

    private static func hexDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

extension Span<UInt8> {
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
