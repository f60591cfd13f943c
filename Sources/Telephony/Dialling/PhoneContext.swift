/// Where a local number is valid (RFC 3966 §5.1.5): `;phone-context=+46`.
struct PhoneContext {
    private static let name = "phone-context="
    private let digits: [UInt8]

    /// Nil for another parameter, and for a context that is a domain.
    init?(_ parameter: ArraySlice<UInt8>) {
        guard parameter.startsInAnyCase(with: Self.name) else { return nil }
        let value = parameter.dropFirst(Self.name.utf8.count)
        guard value.first == UInt8(ascii: "+") else { return nil }
        digits = value.compactMap(\.decimalDigit)
        guard (1...E164.maximumDigits).contains(digits.count) else { return nil }
    }

    /// The number with the context in front if together they are an allocated number, which the standard does not
    /// promise: softphones add a context to whatever is dialled.
    func global(_ number: DialString) -> DialString? {
        guard !number.hasPlus, digits.count + number.count <= E164.maximumDigits + 2 else { return nil }
        var packed = PackedDigits()
        for digit in digits { packed.append(digit) }
        for following in (0..<number.count).reversed() { packed.append(number.packed.digit(before: following)) }
        let reading = packed.withASCII { NumberingPlan.reading(of: $0) }
        return reading?.standing == .allocated ? DialString(packed, digitsAfterPlus: packed.count) : nil
    }
}
