/// The few scans that the parsers are made of. Each takes and gives offsets, stays inside `range` and
/// leaves the bytes where they are; `Span` checks every access, so that no input can read outside.
extension Span<UInt8> {
    /// The first offset of `byte` in `range`, or nil.
    @inline(__always)
    func firstIndex(of byte: UInt8, in range: ByteRange) -> Int? {
        firstIndex(of: byte, or: byte, in: range)
    }

    /// The first offset of `either` or `other` in `range`, or nil.
    @inline(__always)
    func firstIndex(of either: UInt8, or other: UInt8, in range: ByteRange) -> Int? {
        var index = range.lowerBound
        let end = range.upperBound
        // Eight bytes at a time: the lowest lane that equals one of the two is the first to have its top bit set.
        let ones: UInt64 = 0x0101_0101_0101_0101
        while index &+ 8 <= end {
            let word = UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self))
            let left = word ^ (ones &* UInt64(either))
            let right = word ^ (ones &* UInt64(other))
            let equal = ((left &- ones) & ~left | (right &- ones) & ~right) & (ones &* 0x80)
            if equal != 0 { return index &+ equal.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < end {
            let byte = self[index]
            if byte == either || byte == other { return index }
            index &+= 1
        }
        return nil
    }

    /// `range` without linear white space at its ends.
    @inline(__always)
    func trimmed(_ range: ByteRange) -> ByteRange {
        var start = range.lowerBound
        var end = range.upperBound
        while start < end, self[start].isLinearWhitespace { start &+= 1 }
        while end > start, self[end &- 1].isLinearWhitespace { end &-= 1 }
        return ByteRange(start, end)
    }

    /// The offset just behind the quoted string whose opening quote stands at `start`, or nil when it
    /// does not end in `range`. A backslash takes the next byte with it (RFC 3261 §25.1 quoted-pair).
    func endOfQuotedString(at start: Int, in range: ByteRange) -> Int? {
        var index = start + 1
        while index < range.upperBound {
            switch self[index] {
            case ASCII.backslash: index += 2
            case ASCII.quote: return index + 1
            default: index += 1
            }
        }
        return nil
    }

    /// The first offset in `range` of `byte` outside quoted strings and angle brackets.
    func firstUnquotedIndex(of byte: UInt8, in range: ByteRange) -> Int? {
        // Most ranges hold none at all.
        guard firstIndex(of: byte, in: range) != nil else { return nil }
        var index = range.lowerBound
        var insideBrackets = false
        while index < range.upperBound {
            let current = self[index]
            if current == byte, !insideBrackets { return index }
            switch current {
            case ASCII.quote:
                guard let next = endOfQuotedString(at: index, in: range) else { return nil }
                index = next
                continue
            case ASCII.lessThan: insideBrackets = true
            case ASCII.greaterThan: insideBrackets = false
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The unsigned decimal number that fills `range`, or nil: empty, other bytes, or over `maximum`.
    @inline(__always)
    func decimal(in range: ByteRange, maximum: Int = Int(UInt32.max)) -> Int? {
        guard !range.isEmpty else { return nil }
        var value = 0
        var index = range.lowerBound
        while index < range.upperBound {
            let digit = self[index] &- ASCII.zero
            guard digit <= 9 else { return nil }
            value = value &* 10 &+ Int(digit)
            guard value <= maximum else { return nil }
            index &+= 1
        }
        return value
    }

    /// Whether `range` spells `text`, which is ASCII in lower case, in any mixture of cases.
    @inline(__always)
    func matches(_ text: StaticString, in range: ByteRange) -> Bool {
        guard text.utf8CodeUnitCount == range.count else { return false }
        return text.withUTF8Buffer { expected in
            for offset in 0..<expected.count where self[range.lowerBound &+ offset].lowercased != expected[offset] {
                return false
            }
            return true
        }
    }

    /// The first offset in `range` of a byte that is not a token byte, or nil.
    @inline(__always)
    func firstNonToken(in range: ByteRange) -> Int? {
        var index = range.lowerBound
        let end = range.upperBound
        while index < end {
            if !self[index].isToken { return index }
            index &+= 1
        }
        return nil
    }

    /// Whether every byte of `range`, and at least one, is a token byte.
    @inline(__always)
    func isToken(_ range: ByteRange) -> Bool {
        !range.isEmpty && firstNonToken(in: range) == nil
    }
}
