/// One Via value (RFC 3261 §20.42): through which transport a request came and where its answer goes.
public struct Via: Hashable, Sendable {
    /// `UDP`, `TCP`, `TLS`, … as spelled.
    public let transport: ByteRange
    /// The sent-by host; an IPv6 reference keeps its brackets.
    public let host: ByteRange
    public let port: Int?
    public let branch: ByteRange?
    /// `rport`, with or without a value (RFC 3581 §3).
    public let hasResponsePort: Bool
    /// The parameters behind sent-by, from the first semicolon on.
    public let parameters: ByteRange
    /// This value alone: another may follow behind a comma.
    public let range: ByteRange

    /// Reads the first value in `field`.
    init?(_ span: Span<UInt8>, in field: ByteRange) {
        let field = span.trimmed(field)

        // sent-protocol = "SIP" SLASH "2.0" SLASH transport, where SLASH may stand in white space.
        guard let firstSlash = span.firstIndex(of: ASCII.slash, in: field),
            let secondSlash = span.firstIndex(of: ASCII.slash, in: ByteRange(firstSlash + 1, field.upperBound)),
            span.matches("sip", in: span.trimmed(ByteRange(field.lowerBound, firstSlash))),
            span.isToken(span.trimmed(ByteRange(firstSlash + 1, secondSlash)))
        else { return nil }
        var position = secondSlash + 1
        while position < field.upperBound, span[position].isLinearWhitespace { position += 1 }
        let transportStart = position
        while position < field.upperBound, span[position].isToken { position += 1 }
        let transport = ByteRange(transportStart, position)
        guard !transport.isEmpty, position < field.upperBound, span[position].isLinearWhitespace else { return nil }

        let behind = ByteRange(position, field.upperBound)
        let sentByEnd = span.firstIndex(of: ASCII.semicolon, or: ASCII.comma, in: behind) ?? field.upperBound
        let sentBy = span.trimmed(ByteRange(position, sentByEnd))
        guard let (host, port) = HostPort.read(span, in: sentBy) else { return nil }
        let rest = ByteRange(sentByEnd, field.upperBound)
        let end = span.firstUnquotedIndex(of: ASCII.comma, in: rest) ?? field.upperBound

        self.transport = transport
        self.host = host
        self.port = port
        parameters = span.trimmed(ByteRange(sentByEnd, end))
        range = ByteRange(field.lowerBound, parameters.isEmpty ? sentBy.upperBound : parameters.upperBound)
        var branch: ByteRange?
        var hasResponsePort = false
        var list = ParameterList(range: parameters)
        while let parameter = list.next(in: span) {
            if branch == nil, span.matches("branch", in: parameter.name) {
                branch = parameter.value
            } else if span.matches("rport", in: parameter.name) {
                hasResponsePort = true
            }
        }
        self.branch = branch
        self.hasResponsePort = hasResponsePort
    }
}
