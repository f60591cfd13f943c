import SIP

/// Questions about the bytes in a range, which is this span's own. None looks at more than 512 of them.
extension Span<UInt8> {
    private static var longest: Int { 512 }

    /// Whether the range holds bytes of one kind only, and as many as `lengths` allows.
    func consists(of kind: ByteKind, _ lengths: ClosedRange<Int>, in range: ByteRange) -> Bool {
        guard lengths.contains(range.count), range.count <= Self.longest else { return false }
        for index in range.lowerBound..<range.upperBound where !kind.contains(self[index]) { return false }
        return true
    }

    /// Whether the range is so many groups of digits with a hyphen between them.
    func consists(ofDigitGroups count: Int, in range: ByteRange) -> Bool {
        guard range.count <= Self.longest else { return false }
        var groups = 0
        var digits = 0
        for index in range.lowerBound..<range.upperBound {
            if ByteKind.digit.contains(self[index]) {
                digits += 1
                if digits == 1 { groups += 1 }
            } else {
                guard self[index] == UInt8(ascii: "-"), digits > 0 else { return false }
                digits = 0
            }
        }
        return groups == count && digits > 0
    }

    /// Whether the range begins with `text`, byte for byte.
    func begins(with text: StaticString, in range: ByteRange) -> Bool {
        guard text.utf8CodeUnitCount <= range.count else { return false }
        return text.withUTF8Buffer { expected in
            for offset in 0..<expected.count where self[range.lowerBound + offset] != expected[offset] { return false }
            return true
        }
    }

    /// Whether the range begins with `text`, which is in lower case, in any mixture of cases.
    func begins(withAnyCaseOf text: StaticString, in range: ByteRange) -> Bool {
        guard text.utf8CodeUnitCount <= range.count else { return false }
        return text.withUTF8Buffer { expected in
            for offset in 0..<expected.count {
                let byte = self[range.lowerBound + offset]
                guard (0x41...0x5A ~= byte ? byte | 0x20 : byte) == expected[offset] else { return false }
            }
            return true
        }
    }

    func ends(with text: StaticString, in range: ByteRange) -> Bool {
        let start = range.upperBound - text.utf8CodeUnitCount
        return start >= range.lowerBound && begins(with: text, in: ByteRange(start, range.upperBound))
    }

    /// Whether the range is `text`, byte for byte.
    func isText(_ text: StaticString, in range: ByteRange) -> Bool {
        text.utf8CodeUnitCount == range.count && begins(with: text, in: range)
    }

    /// Whether `text` stands somewhere in the first 512 bytes of the range.
    func contains(_ text: StaticString, in range: ByteRange) -> Bool {
        let end = min(range.upperBound, range.lowerBound + Self.longest)
        let last = end - text.utf8CodeUnitCount
        guard range.lowerBound <= last else { return false }
        for index in range.lowerBound...last where begins(with: text, in: ByteRange(index, end)) { return true }
        return false
    }
}
