/// Walks the `name=value` pairs behind the word Digest, as real stacks do: a value may lack its quotes or
/// have some where none belong, white space may stand anywhere, the comma behind a quoted value may be
/// missing, and a word without a value is passed over.
struct DigestPairs {
    struct Pair {
        let name: ByteRange
        /// Without its quotes, with its escapes.
        let value: ByteRange
        let isQuoted: Bool
    }

    private var position: Int
    private let end: Int

    init(_ range: ByteRange) {
        position = range.lowerBound
        end = range.upperBound
    }

    mutating func next(in span: Span<UInt8>) -> Pair? {
        while position < end {
            let nameStart = position
            while position < end, span[position].isToken { position += 1 }
            let name = ByteRange(nameStart, position)
            skipWhitespace(span)
            guard position < end else { return nil }
            guard !name.isEmpty, span[position] == ASCII.equals else {
                // A comma, a stray byte, or the next word.
                if !span[position].isToken { position += 1 }
                continue
            }
            position += 1
            skipWhitespace(span)
            return value(of: name, span)
        }
        return nil
    }

    private mutating func value(of name: ByteRange, _ span: Span<UInt8>) -> Pair {
        var start = position
        let isQuoted = start < end && span[start] == ASCII.quote
        if isQuoted {
            if let close = span.endOfQuotedString(at: start, in: ByteRange(start, end)) {
                position = close
                return Pair(name: name, value: ByteRange(start + 1, close - 1), isQuoted: true)
            }
            start += 1
        }
        position = span.firstIndex(of: ASCII.comma, in: ByteRange(start, end)) ?? end
        return Pair(name: name, value: span.trimmed(ByteRange(start, position)), isQuoted: isQuoted)
    }

    private mutating func skipWhitespace(_ span: Span<UInt8>) {
        while position < end, span[position].isLinearWhitespace { position += 1 }
    }
}
