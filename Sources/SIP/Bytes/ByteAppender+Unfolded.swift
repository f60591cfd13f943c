extension ByteAppender {
    /// Appends the bytes of `range` on one line: each run of line ends and the white space behind it
    /// becomes a space, so that a value can neither end its line nor start another.
    mutating func append(unfolded span: Span<UInt8>, _ range: ByteRange) {
        var start = range.lowerBound
        while let end = span.firstIndex(
            of: ASCII.carriageReturn, or: ASCII.lineFeed, in: ByteRange(start, range.upperBound))
        {
            append(span.extracting(start..<end))
            append(ASCII.space)
            start = end
            while start < range.upperBound, span[start].isLinearWhitespace { start += 1 }
        }
        append(span.extracting(start..<range.upperBound))
    }
}
