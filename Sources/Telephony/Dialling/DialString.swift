/// What somebody dialled, as digits: without separators, names of schemes, parameters, pauses and whatever else was
/// written around them.
public struct DialString: Hashable, Sendable {
    /// Of longer ones the last digits are kept: a number stands at the end.
    public static let maximumDigits = PackedDigits.capacity

    let packed: PackedDigits
    /// Digits behind the last plus that was among them; 0 when there was none.
    let digitsAfterPlus: Int

    init(_ packed: PackedDigits, digitsAfterPlus: Int = 0) {
        self.packed = packed
        self.digitsAfterPlus = min(digitsAfterPlus, packed.count)
    }

    /// From the user part of a URI with its parameters, or from any text in which a number was written: UTF-8 of which
    /// the first 1,024 bytes are looked at. Nil when it is a name, or has no digits.
    public init?(_ bytes: some Collection<UInt8>) {
        let read = bytes.withContiguousStorageIfAvailable { DialStringReader.read($0.span) }
        guard let form = read ?? DialStringReader.read(Array(bytes).span) else { return nil }
        self = form
    }

    public init?(_ bytes: Span<UInt8>) {
        guard let form = DialStringReader.read(bytes) else { return nil }
        self = form
    }

    /// As it is written with a plus.
    public init(_ number: E164) {
        let digits = number.withDigits { digits in
            var packed = PackedDigits()
            for index in digits.indices { packed.append(digits[index] - UInt8(ascii: "0")) }
            return packed
        }
        self.init(digits, digitsAfterPlus: digits.count)
    }

    /// How many digits there are, 1…`maximumDigits`.
    public var count: Int { packed.count }

    public var hasPlus: Bool { digitsAfterPlus > 0 }

    public var digits: String { withDigits { digits in digits.text } }

    /// The ASCII digits.
    public func withDigits<Result>(_ body: (Span<UInt8>) -> Result) -> Result { packed.withASCII(body) }

    /// The last digits, without a plus.
    public func suffix(_ length: Int) -> DialString { DialString(packed.suffix(length)) }
}

extension DialString: CustomStringConvertible {
    /// The digits, after a plus if there was one in front of them.
    public var description: String { (digitsAfterPlus == count ? "+" : "") + digits }
}
