extension ByteAppender {
    /// Appends the bytes of `range` on one line: each run of line ends and the white space behind it
    /// becomes a space, so that a value can neither end its line nor start another.
    mutating func append(unfolded span: Span<UInt8>, _ range: ByteRange) {
        var runStart = range.lowerBound
        var index = runStart
        while index < range.upperBound {
            let byte = span[index]
            guard byte == ASCII.carriageReturn || byte == ASCII.lineFeed else {
                index &+= 1
                continue
            }
            append(span.extracting(runStart..<index))
            while index < range.upperBound, span[index].isLinearWhitespace { index += 1 }
            append(ASCII.space)
            runStart = index
        }
        append(span.extracting(runStart..<range.upperBound))
    }
}
