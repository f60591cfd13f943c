import Telephony

/// The same numbers each time (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }

    mutating func digits(_ count: ClosedRange<Int>) -> String {
        String((0..<Int.random(in: count, using: &self)).map { _ in "0123456789".randomElement(using: &self) ?? "0" })
    }
}

extension DialString {
    init?(_ text: String) { self.init(text.utf8) }
}

extension E164 {
    /// Digits, after a plus or not.
    init?(_ text: String) { self.init(digits: text.utf8.drop { $0 == UInt8(ascii: "+") }) }
}
