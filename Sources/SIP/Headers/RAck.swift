import NIOCore

/// A RAck value: which provisional response a PRACK acknowledges (RFC 3262 §7.2).
public struct RAck: Hashable, Sendable {
    /// The RSeq of the response.
    public let responseNumber: UInt32
    /// The CSeq of the response.
    public let sequence: CSeq

    init?(_ span: Span<UInt8>, in range: ByteRange) {
        var end = range.lowerBound
        while end < range.upperBound, span[end].isDigit { end += 1 }
        guard let number = span.decimal(in: ByteRange(range.lowerBound, end)), end < range.upperBound,
            span[end].isLinearWhitespace,
            let sequence = CSeq(span, in: span.trimmed(ByteRange(end, range.upperBound)))
        else { return nil }
        responseNumber = UInt32(number)
        self.sequence = sequence
    }
}

extension SIPMessage {
    /// nil when there is none, or it cannot be read.
    public var rack: RAck? {
        guard let field = firstHeader(.rack) else { return nil }
        return RAck(bytes.readableBytesUInt8Span, in: field.valueRange)
    }
}
