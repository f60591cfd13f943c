extension Span<UInt8> {
    /// The first `limit` runs of bytes in `range` that white space parts.
    func words(in range: ByteRange, atMost limit: Int) -> [ByteRange] {
        var words: [ByteRange] = []
        var position = range.lowerBound
        while words.count < limit {
            while position < range.upperBound, self[position].isLinearWhitespace { position += 1 }
            guard position < range.upperBound else { break }
            let start = position
            while position < range.upperBound, !self[position].isLinearWhitespace { position += 1 }
            words.append(ByteRange(start, position))
        }
        return words
    }

    /// Whether every byte of `range`, and at least one, is visible ASCII.
    func isVisible(_ range: ByteRange) -> Bool {
        for index in range.lowerBound..<range.upperBound where self[index] &- 0x21 > 0x5D { return false }
        return !range.isEmpty
    }

    func array(_ range: ByteRange) -> [UInt8] {
        extracting(range.lowerBound..<range.upperBound).withUnsafeBufferPointer { Array($0) }
    }

    func text(_ range: ByteRange) -> String {
        extracting(range.lowerBound..<range.upperBound).withUnsafeBufferPointer { String(decoding: $0, as: UTF8.self) }
    }
}
