import NIOCore

/// Reads one message from one buffer in one pass. It accepts what real stacks accept (bare line feeds,
/// leading line ends, any order, broken fields) and notes what was wrong as `SIPDefects`; only bytes
/// without a start line are an error.
public struct SIPParser: Sendable {
    public let limits: SIPLimits

    public init(limits: SIPLimits = SIPLimits()) {
        self.limits = limits
    }

    /// - Parameter bytes: a whole datagram, or one frame of a stream.
    /// - Throws: `SIPParseError` when there is no start line to go by.
    public func parse(_ bytes: ByteBuffer) throws(SIPParseError) -> SIPMessage {
        var reader = MessageReader(limits: limits)
        let span = bytes.readableBytesUInt8Span
        let startLine = try reader.readStartLine(span)
        let headers = reader.readHeaders(span)
        let body = reader.readBody(span, headers)
        let required = reader.readRequiredFields(span, startLine, headers)
        var requestURI: SIPURI?
        if case .request(_, _, let range) = startLine { requestURI = SIPURI(span, in: range) }
        return SIPMessage(
            bytes: bytes, startLine: startLine, headers: headers, body: body, defects: reader.defects,
            requestURI: requestURI, required: required)
    }
}
