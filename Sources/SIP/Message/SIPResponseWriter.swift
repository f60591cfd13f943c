import NIOCore

/// Writes a response to a request: the fields that RFC 3261 §8.2.6.2 copies, then whatever the caller
/// adds, then Content-Length and the empty line. Nothing of the request reaches the response but field
/// values, each on one line.
public struct SIPResponseWriter: Sendable {
    /// The request as parsed.
    public let request: SIPMessage
    /// Where the request came from, for `received` and `rport`.
    public let source: Endpoint

    public init(request: SIPMessage, source: Endpoint) {
        self.request = request
        self.source = source
    }

    /// - Parameters:
    ///   - toTag: put behind To unless it has a tag already or the status is 100 (RFC 3261 §8.2.6.2).
    ///   - headers: complete field lines, each with its CRLF.
    ///   - buffer: where the response is appended.
    public func write(
        _ status: SIPStatus, toTag: some Sequence<UInt8>, headers: some Sequence<UInt8>, into buffer: inout ByteBuffer
    ) {
        let span = request.bytes.readableBytesUInt8Span
        buffer.writeStaticString("SIP/2.0 ")
        buffer.writeDecimal(status.code)
        buffer.writeInteger(ASCII.space)
        buffer.writeStaticString(status.reasonPhrase)
        buffer.writeStaticString("\r\n")
        var isTopVia = true
        var hasFrom = false
        var hasTo = false
        var hasCallID = false
        var hasCSeq = false
        // In the request's order, as most stacks do.
        for field in request.headers {
            switch field.name {
            case .via:
                buffer.writeStaticString("Via: ")
                if isTopVia {
                    writeTopVia(span, field, into: &buffer)
                } else {
                    buffer.writeUnfolded(span, field.valueRange)
                }
                isTopVia = false
            case .from where !hasFrom:
                hasFrom = true
                buffer.writeStaticString("From: ")
                buffer.writeUnfolded(span, field.valueRange)
            case .to where !hasTo:
                hasTo = true
                buffer.writeStaticString("To: ")
                buffer.writeUnfolded(span, field.valueRange)
                if status.code != 100, NameAddress(span, in: field.valueRange)?.tag == nil {
                    buffer.writeStaticString(";tag=")
                    buffer.writeBytes(toTag)
                }
            case .callID where !hasCallID:
                hasCallID = true
                buffer.writeStaticString("Call-ID: ")
                buffer.writeUnfolded(span, field.valueRange)
            case .cseq where !hasCSeq:
                hasCSeq = true
                buffer.writeStaticString("CSeq: ")
                buffer.writeUnfolded(span, field.valueRange)
            default: continue
            }
            buffer.writeStaticString("\r\n")
        }
        buffer.writeBytes(headers)
        buffer.writeStaticString("Content-Length: 0\r\n\r\n")
    }

    /// `received` when sent-by is not the source's address, and always beside `rport` (RFC 3261 §18.2.1,
    /// RFC 3581 §4). What the request claims for either is not repeated.
    private func writeTopVia(_ span: Span<UInt8>, _ field: HeaderField, into buffer: inout ByteBuffer) {
        guard let via = Via(span, in: field.valueRange) else {
            buffer.writeUnfolded(span, field.valueRange)
            return
        }
        let sentByEnd = min(via.parameters.lowerBound, via.range.upperBound)
        buffer.writeUnfolded(span, ByteRange(via.range.lowerBound, sentByEnd))
        var list = ParameterList(range: via.parameters)
        while let parameter = list.next(in: span) {
            if span.matches("received", in: parameter.name) { continue }
            buffer.writeInteger(ASCII.semicolon)
            if span.matches("rport", in: parameter.name) {
                buffer.writeStaticString("rport=")
                buffer.writeDecimal(Int(source.port))
            } else {
                buffer.writeUnfolded(span, parameter.range)
            }
        }
        let address = source.address.text
        if via.hasResponsePort || !isSentBy(span, via.host, address) {
            buffer.writeStaticString(";received=")
            buffer.writeBytes(address)
        }
        buffer.writeUnfolded(span, ByteRange(via.range.upperBound, field.valueRange.upperBound))
    }

    private func isSentBy(_ span: Span<UInt8>, _ host: ByteRange, _ address: [UInt8]) -> Bool {
        guard host.count == address.count else { return false }
        for offset in address.indices where span[host.lowerBound + offset] != address[offset] { return false }
        return true
    }
}
