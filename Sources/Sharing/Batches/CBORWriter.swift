/// Writes the four kinds of item that shared values are made of (RFC 8949 §3.1: unsigned integers, byte and text
/// strings, arrays), each with the shortest head (§4.2.1).
struct CBORWriter {
    private(set) var bytes: [UInt8] = []

    mutating func append(_ value: UInt64) { head(.unsigned, value) }

    mutating func append(_ string: some Collection<UInt8>) {
        head(.bytes, UInt64(string.count))
        bytes.append(contentsOf: string)
    }

    mutating func append(text: String) {
        head(.text, UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    /// The head of an array; its items follow.
    mutating func array(_ count: Int) { head(.array, UInt64(count)) }

    private mutating func head(_ kind: CBORKind, _ value: UInt64) {
        let kind = kind.rawValue << 5
        switch value {
        case ..<24: bytes.append(kind | UInt8(value))
        case ..<0x100: append(kind | 24, value, 1)
        case ..<0x1_0000: append(kind | 25, value, 2)
        case ..<0x1_0000_0000: append(kind | 26, value, 4)
        default: append(kind | 27, value, 8)
        }
    }

    private mutating func append(_ initial: UInt8, _ value: UInt64, _ count: Int) {
        bytes.append(initial)
        bytes.append(contentsOf: value.bigEndianBytes.suffix(count))
    }
}

/// Major types (RFC 8949 §3.1) that a shared value may hold.
enum CBORKind: UInt8 {
    case unsigned = 0
    case bytes = 2
    case text = 3
    case array = 4
}

extension FixedWidthInteger {
    /// Most significant byte first.
    var bigEndianBytes: [UInt8] { withUnsafeBytes(of: bigEndian) { Array($0) } }
}
