import NIOCore

extension ByteBuffer {
    /// Appends a number that is not negative, in decimal.
    @inline(__always)
    mutating func writeDecimal(_ value: Int) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            writeInteger(ASCII.zero + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }

    /// Appends the bytes of `range` on one line: each run of line ends and the white space behind it
    /// becomes a space, so that a value can neither end its line nor start another.
    mutating func writeUnfolded(_ span: Span<UInt8>, _ range: ByteRange) {
        var runStart = range.lowerBound
        var index = runStart
        while index < range.upperBound {
            let byte = span[index]
            guard byte == ASCII.carriageReturn || byte == ASCII.lineFeed else {
                index &+= 1
                continue
            }
            writeBytes(span.extracting(runStart..<index).bytes)
            while index < range.upperBound, span[index].isLinearWhitespace { index += 1 }
            writeInteger(ASCII.space)
            runStart = index
        }
        writeBytes(span.extracting(runStart..<range.upperBound).bytes)
    }
}
