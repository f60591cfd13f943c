/// A half-open range of byte offsets into a message. Parsed values hold ranges instead of text, so that
/// reading a message copies nothing; text is made from a range where it is used.
public struct ByteRange: Hashable, Sendable {
    public let start: Int32
    public let end: Int32

    @inlinable
    public init(_ start: Int, _ end: Int) {
        self.start = Int32(truncatingIfNeeded: start)
        self.end = Int32(truncatingIfNeeded: max(start, end))
    }

    @inlinable public var lowerBound: Int { Int(start) }
    @inlinable public var upperBound: Int { Int(end) }
    @inlinable public var count: Int { Int(end &- start) }
    @inlinable public var isEmpty: Bool { end == start }
}
