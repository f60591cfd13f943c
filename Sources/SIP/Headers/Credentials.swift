/// The value of Authorization, Proxy-Authorization and their challenges: a scheme and comma-separated
/// `name=value` pairs (RFC 3261 §20.7, §25.1 credentials).
public struct Credentials: Hashable, Sendable {
    public let scheme: ByteRange
    public let parameters: ByteRange

    init?(_ span: Span<UInt8>, in range: ByteRange) {
        var position = range.lowerBound
        while position < range.upperBound, span[position].isToken { position += 1 }
        let scheme = ByteRange(range.lowerBound, position)
        guard !scheme.isEmpty else { return nil }
        self.scheme = scheme
        parameters = span.trimmed(ByteRange(position, range.upperBound))
    }
}
