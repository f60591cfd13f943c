/// The value of From, To, Contact, Refer-To and their like: `name-addr` or `addr-spec`, then
/// parameters (RFC 3261 §20.10, §20.20, §20.39).
public struct NameAddress: Hashable, Sendable {
    /// With its quotes when it is a quoted string.
    public let displayName: ByteRange?
    /// The address itself, without angle brackets.
    public let uri: ByteRange
    public let tag: ByteRange?
    /// The header's parameters, from the first semicolon on.
    public let parameters: ByteRange
    /// This value alone: another may follow behind a comma.
    public let range: ByteRange

    /// Reads the value that `range` starts with. A comma in front of an angle bracket is taken for a part
    /// of the display name, as in `Bell, Alexander <sip:a@example.com>` (RFC 4475 §3.1.2.15): the values of
    /// a list have to be parted before.
    init?(_ span: Span<UInt8>, in range: ByteRange) {
        let value = span.trimmed(range)
        guard let parts = Self.split(span, value) else { return nil }
        let end = span.firstUnquotedIndex(of: ASCII.comma, in: parts.rest) ?? parts.rest.upperBound
        let parameters = span.trimmed(ByteRange(parts.rest.lowerBound, end))
        self.range = ByteRange(value.lowerBound, parameters.upperBound)
        self.parameters = parameters
        displayName = parts.displayName
        uri = parts.uri
        var tag: ByteRange?
        var list = ParameterList(range: parameters)
        while tag == nil, let parameter = list.next(in: span) {
            if span.matches("tag", in: parameter.name) { tag = parameter.value }
        }
        self.tag = tag
    }

    /// `rest` is what stands behind the address.
    private static func split(
        _ span: Span<UInt8>, _ value: ByteRange
    ) -> (displayName: ByteRange?, uri: ByteRange, rest: ByteRange)? {
        guard !value.isEmpty else { return nil }
        var bracketSearch = value
        if span[value.lowerBound] == ASCII.quote {
            guard let quoteEnd = span.endOfQuotedString(at: value.lowerBound, in: value) else { return nil }
            bracketSearch = ByteRange(quoteEnd, value.upperBound)
        }
        // A semicolon in front ends an address without brackets: those behind it are another's.
        let mark = span.firstIndex(of: ASCII.lessThan, or: ASCII.semicolon, in: bracketSearch)
        if let open = mark, span[open] == ASCII.lessThan {
            guard let close = span.firstIndex(of: ASCII.greaterThan, in: ByteRange(open, value.upperBound))
            else { return nil }
            let name = span.trimmed(ByteRange(value.lowerBound, open))
            let uri = span.trimmed(ByteRange(open + 1, close))
            guard !uri.isEmpty else { return nil }
            return (name.isEmpty ? nil : name, uri, ByteRange(close + 1, value.upperBound))
        }
        // Without brackets, parameters belong to the header and a comma ends the value (§20).
        let end = span.firstIndex(of: ASCII.semicolon, or: ASCII.comma, in: value) ?? value.upperBound
        let uri = span.trimmed(ByteRange(value.lowerBound, end))
        guard span.firstIndex(of: ASCII.colon, in: uri) != nil, span[uri.lowerBound] != ASCII.quote else { return nil }
        return (nil, uri, ByteRange(end, value.upperBound))
    }
}
