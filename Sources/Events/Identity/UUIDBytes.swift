import NIOCore
import SIP

/// A UUID as sixteen bytes (RFC 9562), with lower-case text.
public struct UUIDBytes: Hashable, Sendable {
    /// The first eight bytes, in host byte order.
    public let high: UInt64
    /// The last eight bytes, in host byte order.
    public let low: UInt64

    public init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// A random one (version 4).
    public static func random() -> UUIDBytes {
        UUIDBytes(
            high: .random(in: .min ... .max) & ~0xF000 | 0x4000,
            low: .random(in: .min ... .max) & (.max >> 2) | 1 << 63)
    }

    /// Reads the 36 characters of the usual form, in either case; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return nil }
        var halves: (UInt64, UInt64) = (0, 0)
        var digits = 0
        for (offset, byte) in bytes.enumerated() {
            if [8, 13, 18, 23].contains(offset) {
                guard byte == UInt8(ascii: "-") else { return nil }
                continue
            }
            guard let digit = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
            if digits < 16 {
                halves.0 = halves.0 << 4 | UInt64(digit)
            } else {
                halves.1 = halves.1 << 4 | UInt64(digit)
            }
            digits += 1
        }
        self.init(high: halves.0, low: halves.1)
    }

    /// The sixteen bytes in network order.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(16)
        for half in [high, low] {
            for shift in stride(from: UInt64(56), through: 0, by: -8) { bytes.append(UInt8(half >> shift & 0xFF)) }
        }
        return bytes
    }

    /// nil unless there are sixteen bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == 16 else { return nil }
        self.init(
            high: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) },
            low: bytes.suffix(8).reduce(0) { $0 << 8 | UInt64($1) })
    }
}

extension UUIDBytes: CustomStringConvertible {
    public var description: String {
        var text = ByteBuffer()
        text.append(atMost: 36) { $0.append(self) }
        return String(buffer: text)
    }
}

extension ByteAppender {
    /// Appends the 36 bytes of the UUID's `description`.
    mutating func append(_ uuid: UUIDBytes) {
        append(hexadecimal: UInt32(truncatingIfNeeded: uuid.high >> 32), digits: 8)
        append(UInt8(ascii: "-"))
        append(hexadecimal: UInt32(truncatingIfNeeded: uuid.high >> 16), digits: 4)
        append(UInt8(ascii: "-"))
        append(hexadecimal: UInt32(truncatingIfNeeded: uuid.high), digits: 4)
        append(UInt8(ascii: "-"))
        append(hexadecimal: UInt32(truncatingIfNeeded: uuid.low >> 48), digits: 4)
        append(UInt8(ascii: "-"))
        append(hexadecimal: UInt32(truncatingIfNeeded: uuid.low >> 32), digits: 4)
        append(hexadecimal: UInt32(truncatingIfNeeded: uuid.low), digits: 8)
    }
}
