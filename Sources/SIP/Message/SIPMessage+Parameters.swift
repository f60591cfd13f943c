import NIOCore

extension SIPMessage {
    /// The parameters of a Via, a name-addr or a URI, by walking its `parameters` range.
    public func parameters(in range: ByteRange) -> [ParameterList.Parameter] {
        collect(ParameterList(range: range))
    }

    /// The pairs of an Authorization or a challenge.
    public func parameters(of credentials: Credentials) -> [ParameterList.Parameter] {
        collect(ParameterList(range: credentials.parameters, separator: ASCII.comma))
    }

    private func collect(_ list: ParameterList) -> [ParameterList.Parameter] {
        var list = list
        let span = bytes.readableBytesUInt8Span
        var found: [ParameterList.Parameter] = []
        while let parameter = list.next(in: span) { found.append(parameter) }
        return found
    }

    /// The text of a quoted string without its quotes and escapes; other text as it is
    /// (RFC 3261 §25.1 quoted-string).
    public func unquoted(_ range: ByteRange) -> String {
        let span = bytes.readableBytesUInt8Span
        guard range.count >= 2, range.upperBound <= span.count, span[range.lowerBound] == ASCII.quote,
            span[range.upperBound - 1] == ASCII.quote
        else { return string(range) }
        var text: [UInt8] = []
        var index = range.lowerBound + 1
        while index < range.upperBound - 1 {
            if span[index] == ASCII.backslash, index + 1 < range.upperBound - 1 { index += 1 }
            text.append(span[index])
            index += 1
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The text of a URI's part with `%41` escapes decoded (RFC 3261 §19.1.2). A broken escape stays.
    public func unescaped(_ range: ByteRange) -> String {
        let span = bytes.readableBytesUInt8Span
        guard range.upperBound <= span.count else { return "" }
        return String(decoding: PercentEncoding.decode(span, range), as: UTF8.self)
    }
}
