/// A CSeq value: a number under 2³¹ and the method (RFC 3261 §8.1.1.5, §20.16).
public struct CSeq: Hashable, Sendable {
    public let number: UInt32
    public let method: ByteRange

    init?(_ span: Span<UInt8>, in range: ByteRange) {
        var digitsEnd = range.lowerBound
        while digitsEnd < range.upperBound, span[digitsEnd].isDigit { digitsEnd += 1 }
        guard let number = span.decimal(in: ByteRange(range.lowerBound, digitsEnd), maximum: Int(Int32.max)),
            digitsEnd < range.upperBound, span[digitsEnd].isLinearWhitespace
        else { return nil }
        let method = span.trimmed(ByteRange(digitsEnd, range.upperBound))
        guard span.isToken(method) else { return nil }
        self.number = UInt32(number)
        self.method = method
    }
}
