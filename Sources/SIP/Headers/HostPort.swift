/// `host [":" port]` of URIs and Via (RFC 3261 §25.1 hostport, sent-by).
enum HostPort {
    /// The host (an IPv6 reference with its brackets) and the port, or nil when it is neither.
    static func read(_ span: Span<UInt8>, in range: ByteRange) -> (host: ByteRange, port: Int?)? {
        guard !range.isEmpty else { return nil }
        var hostEnd = range.upperBound
        if span[range.lowerBound] == ASCII.leftBracket {
            guard let bracket = span.firstIndex(of: ASCII.rightBracket, in: range) else { return nil }
            hostEnd = bracket + 1
        } else if let colon = span.firstIndex(of: ASCII.colon, in: range) {
            hostEnd = colon
        }
        let host = span.trimmed(ByteRange(range.lowerBound, hostEnd))
        guard !host.isEmpty else { return nil }
        for index in host.lowerBound..<host.upperBound where span[index].isLinearWhitespace { return nil }

        // COLON may stand in white space.
        let rest = span.trimmed(ByteRange(hostEnd, range.upperBound))
        if rest.isEmpty { return (host, nil) }
        guard span[rest.lowerBound] == ASCII.colon,
            let port = span.decimal(in: span.trimmed(ByteRange(rest.lowerBound + 1, rest.upperBound)), maximum: 65_535)
        else { return nil }
        return (host, port)
    }
}
