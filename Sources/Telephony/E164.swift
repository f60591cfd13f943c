/// A telephone number as all countries know it: a calling code that is assigned and a national number, together at
/// most 15 digits (ITU-T E.164 §6.2.1). That it is one does not say that anybody has it:
/// `NumberingPlan.standing(of:)` does.
public struct E164: Hashable, Comparable, Sendable {
    /// The digits without a plus as one integer. A calling code never begins with a zero, so that none is lost.
    public let value: UInt64

    public static let maximumDigits = 15

    /// Nil when the digits begin with no assigned calling code, are that alone, or are more than 15.
    public init?(_ value: UInt64) {
        guard value < 1_000_000_000_000_000 else { return nil }
        self.value = value
        guard let code, withDigits({ $0.count > code.digitCount }) else { return nil }
    }

    /// From ASCII digits; nil also when a byte is none, or the first one is a zero.
    public init?(digits: some Collection<UInt8>) {
        guard digits.count <= Self.maximumDigits, digits.first != UInt8(ascii: "0") else { return nil }
        var value: UInt64 = 0
        for byte in digits {
            guard let digit = byte.decimalDigit else { return nil }
            value = value * 10 + UInt64(digit)
        }
        self.init(value)
    }

    /// For digits that are known to be one.
    init(unchecked value: UInt64) { self.value = value }

    public var callingCode: Int { code?.code ?? 0 }

    /// The digits after the calling code, with leading zeros, which are part of it in Italy (+39 06…).
    public var nationalNumber: String {
        String("\(value)".dropFirst(code?.digitCount ?? 0))
    }

    /// Where the number is from; nil for a calling code that belongs to no country (+800, +881 …). Of a number that is
    /// not allocated, in a calling code that several countries share, it is the one that has its leading digits, or
    /// else the one that has most of the code.
    public var country: Country? {
        withDigits { digits in NumberingPlan.table.country(of: digits) }
    }

    private var code: CallingCode? {
        withDigits { digits in NumberingPlan.table.place(at: digits) }.map { NumberingPlan.table.codes[$0] }
    }

    /// The ASCII digits, without a plus.
    public func withDigits<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        var bytes = InlineArray<15, UInt8>(repeating: 0)
        var start = bytes.count
        var rest = value
        while rest > 0, start > 0 {
            start -= 1
            bytes[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        return body(bytes.span.extracting(start..<bytes.count))
    }

    public static func < (left: E164, right: E164) -> Bool { left.value < right.value }
}

extension E164: CustomStringConvertible {
    /// "+46500729221".
    public var description: String { "+\(value)" }
}

extension UInt8 {
    /// 0…9 if this is an ASCII digit.
    var decimalDigit: UInt8? {
        let digit = self &- UInt8(ascii: "0")
        return digit <= 9 ? digit : nil
    }
}
