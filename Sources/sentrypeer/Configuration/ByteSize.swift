/// A number of bytes as people write it: `8192`, `512M`, `8G`. The suffixes K, M, G and T are powers of 1024.
struct ByteSize: Sendable, Equatable {
    let bytes: Int

    /// `nil` when the text is not a whole number with at most one suffix, or more than `Int.max` bytes.
    init?(_ text: String) {
        let suffixes: [Character] = ["K", "M", "G", "T"]
        let exponent = text.last.flatMap { suffixes.firstIndex(of: Character($0.uppercased())) }.map { $0 + 1 } ?? 0
        let digits = exponent == 0 ? text[...] : text.dropLast()
        // `Int` would take a sign.
        guard digits.first?.isNumber == true, let number = Int(digits) else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (10 * exponent))
        guard !overflow else { return nil }
        self.bytes = bytes
    }
}
