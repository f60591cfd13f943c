/// A `sip:`, `sips:` or `tel:` URI (RFC 3261 §19.1, RFC 3966 §3), or one of another scheme whose user
/// and host stay unread.
public struct SIPURI: Hashable, Sendable {
    public enum Scheme: Hashable, Sendable { case sip, sips, tel, other }

    public let scheme: Scheme
    /// The user part, escapes and all; for `tel:` the number. nil when absent or empty.
    public let user: ByteRange?
    public let password: ByteRange?
    /// The host, an IPv6 reference with its brackets. nil for `tel:`.
    public let host: ByteRange?
    public let port: Int?
    /// From the first semicolon behind the host, up to the question mark. Empty when there are none.
    public let parameters: ByteRange
    /// Behind the question mark. Empty when there are none.
    public let headers: ByteRange

    /// nil when there is no scheme or no host where one must stand.
    init?(_ span: Span<UInt8>, in range: ByteRange) {
        guard let colon = span.firstIndex(of: ASCII.colon, in: range) else { return nil }
        let schemeRange = ByteRange(range.lowerBound, colon)
        guard span.isToken(schemeRange), span[schemeRange.lowerBound].isLetter else { return nil }
        let rest = ByteRange(colon + 1, range.upperBound)
        let nothing = ByteRange(range.upperBound, range.upperBound)
        if span.matches("sip", in: schemeRange) {
            scheme = .sip
        } else if span.matches("sips", in: schemeRange) {
            scheme = .sips
        } else {
            let isTel = span.matches("tel", in: schemeRange)
            scheme = isTel ? .tel : .other
            let end = span.firstIndex(of: ASCII.semicolon, in: rest) ?? rest.upperBound
            let number = span.trimmed(ByteRange(rest.lowerBound, end))
            guard !isTel || !number.isEmpty else { return nil }
            user = isTel ? number : nil
            password = nil
            host = nil
            port = nil
            parameters = isTel ? ByteRange(end, rest.upperBound) : nothing
            headers = nothing
            return
        }

        // userinfo may hold `;`, `?` and `/` (§25.1 user-unreserved), so the at sign is looked for
        // first; attackers put several, and the last one divides.
        var at: Int?
        var search = rest
        while let found = span.firstIndex(of: ASCII.at, in: search) {
            at = found
            search = ByteRange(found + 1, rest.upperBound)
        }
        if let at {
            let userInfo = ByteRange(rest.lowerBound, at)
            let passwordColon = span.firstIndex(of: ASCII.colon, in: userInfo)
            let name = ByteRange(userInfo.lowerBound, passwordColon ?? at)
            user = name.isEmpty ? nil : name
            password = passwordColon.map { ByteRange($0 + 1, at) }
        } else {
            user = nil
            password = nil
        }
        let hostStart = at.map { $0 + 1 } ?? rest.lowerBound
        let question = span.firstIndex(of: ASCII.question, in: ByteRange(hostStart, rest.upperBound))
        let beforeHeaders = ByteRange(hostStart, question ?? rest.upperBound)
        let semicolon = span.firstIndex(of: ASCII.semicolon, in: beforeHeaders) ?? beforeHeaders.upperBound
        guard let (host, port) = HostPort.read(span, in: ByteRange(hostStart, semicolon)) else { return nil }
        self.host = host
        self.port = port
        parameters = ByteRange(semicolon, beforeHeaders.upperBound)
        headers = question.map { ByteRange($0 + 1, rest.upperBound) } ?? nothing
    }
}
