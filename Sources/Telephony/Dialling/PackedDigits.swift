/// Decimal digits, four bits each, the last digit lowest: at most the 40 that were appended last. Endings are compared
/// and cut off as integers, and a value needs no memory of its own.
struct PackedDigits: Hashable, Sendable {
    static let capacity = 40

    /// The last 16 digits.
    private var low: UInt64 = 0
    private var middle: UInt64 = 0
    private var high: UInt64 = 0
    private(set) var count = 0

    mutating func append(_ digit: UInt8) {
        high = (high << 4 | middle >> 60) & 0xFFFF_FFFF
        middle = middle << 4 | low >> 60
        low = low << 4 | UInt64(digit & 15)
        count = min(count + 1, Self.capacity)
    }

    /// A digit by how many digits follow it, 0…47; 0 where there is none.
    func digit(before following: Int) -> UInt8 {
        let word = following < 16 ? low : following < 32 ? middle : high
        return UInt8(truncatingIfNeeded: word >> UInt64((following & 15) * 4) & 15)
    }

    /// - Parameter length: 1…15; there must be that many.
    func ending(_ length: Int) -> DialEnding { DialEnding(low, length: length) }

    /// The last 16 digits, the last one highest. Its order is that of the endings.
    var reversedEnding: UInt64 {
        let bytes = low.byteSwapped
        return (bytes & 0x0F0F_0F0F_0F0F_0F0F) << 4 | (bytes >> 4) & 0x0F0F_0F0F_0F0F_0F0F
    }

    /// The last digits, all there are if they are no more than `length`.
    func suffix(_ length: Int) -> PackedDigits {
        var result = PackedDigits()
        for following in stride(from: min(length, count) - 1, through: 0, by: -1) {
            result.append(digit(before: following))
        }
        return result
    }

    /// The ASCII digits.
    func withASCII<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        var bytes = InlineArray<40, UInt8>(repeating: 0)
        for index in 0..<count { bytes[index] = UInt8(ascii: "0") | digit(before: count - 1 - index) }
        return body(bytes.span.extracting(..<count))
    }
}
