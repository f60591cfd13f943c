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
    public func write(_ status: SIPStatus, toTag: [UInt8], headers: [UInt8], into buffer: inout ByteBuffer) {
        // Everything that is copied stands in the request; each field may grow by its long name.
        let limit = request.bytes.readableBytes + 16 * request.headers.count + headers.count + toTag.count + 256
        buffer.append(atMost: limit) { response in
            let span = request.bytes.readableBytesUInt8Span
            response.append("SIP/2.0 ")
            response.append(decimal: status.code)
            response.append(ASCII.space)
            response.append(status.reasonPhrase)
            response.append("\r\n")
            writeCopiedFields(span, status, toTag, into: &response)
            response.append(headers)
            response.append("Content-Length: 0\r\n\r\n")
        }
    }

    /// Via, From, To, Call-ID and CSeq (§8.2.6.2), in the request's order, as most stacks do.
    private func writeCopiedFields(
        _ span: Span<UInt8>, _ status: SIPStatus, _ toTag: [UInt8], into response: inout ByteAppender
    ) {
        var isTopVia = true
        var hasFrom = false
        var hasTo = false
        var hasCallID = false
        var hasCSeq = false
        for field in request.headers {
            switch field.name {
            case .via where isTopVia:
                isTopVia = false
                response.append("Via: ")
                writeTopVia(span, field, into: &response)
            case .via:
                response.append("Via: ")
                response.append(unfolded: span, field.valueRange)
            case .from where !hasFrom:
                hasFrom = true
                response.append("From: ")
                response.append(unfolded: span, field.valueRange)
            case .to where !hasTo:
                hasTo = true
                response.append("To: ")
                response.append(unfolded: span, field.valueRange)
                if status.code != 100, request.to?.tag == nil {
                    response.append(";tag=")
                    response.append(toTag)
                }
            case .callID where !hasCallID:
                hasCallID = true
                response.append("Call-ID: ")
                response.append(unfolded: span, field.valueRange)
            case .cseq where !hasCSeq:
                hasCSeq = true
                response.append("CSeq: ")
                response.append(unfolded: span, field.valueRange)
            default: continue
            }
            response.append("\r\n")
        }
    }

    /// `received` when sent-by is not the source's address, and always beside `rport` (RFC 3261 §18.2.1,
    /// RFC 3581 §4). What the request claims for either is not repeated.
    private func writeTopVia(_ span: Span<UInt8>, _ field: HeaderField, into response: inout ByteAppender) {
        guard let via = request.topVia else {
            response.append(unfolded: span, field.valueRange)
            return
        }
        let sentByEnd = min(via.parameters.lowerBound, via.range.upperBound)
        response.append(unfolded: span, ByteRange(via.range.lowerBound, sentByEnd))
        var hasResponsePort = false
        var list = ParameterList(range: via.parameters)
        while let parameter = list.next(in: span) {
            if span.matches("received", in: parameter.name) { continue }
            guard span.matches("rport", in: parameter.name) else {
                response.append(ASCII.semicolon)
                response.append(unfolded: span, parameter.range)
                continue
            }
            // Once, however often it was asked for: the response must not grow with the repetitions.
            if !hasResponsePort {
                response.append(";rport=")
                response.append(decimal: Int(source.port))
            }
            hasResponsePort = true
        }
        let address = source.address.text
        if via.hasResponsePort || !isSentBy(span, via.host, address) {
            response.append(";received=")
            response.append(address)
        }
        response.append(unfolded: span, ByteRange(via.range.upperBound, field.valueRange.upperBound))
    }

    private func isSentBy(_ span: Span<UInt8>, _ host: ByteRange, _ address: [UInt8]) -> Bool {
        guard host.count == address.count else { return false }
        for offset in address.indices where span[host.lowerBound + offset] != address[offset] { return false }
        return true
    }
}
