/// The last digits of a form.
struct DialEnding: Hashable, Sendable {
    /// Four bits a digit, and how many there are in the highest four bits.
    private let packed: UInt64

    /// - Parameters:
    ///   - digits: the last 16, four bits each.
    ///   - length: 1…15; there must be that many.
    init(_ digits: UInt64, length: Int) {
        packed = UInt64(length) << 60 | digits & ((1 << UInt64(length * 4)) - 1)
    }

    var length: Int { Int(packed >> 60) }
}
