import NIOCore

/// A request or response, read but not copied: the bytes as received and where its parts are in them.
/// Header fields keep their order and spelling. What every request must have is read with it, other typed
/// values (`contact`, `expires` …) when asked for.
public struct SIPMessage: Sendable {
    /// The first line (RFC 3261 §7.1, §7.2).
    public enum StartLine: Hashable, Sendable {
        case request(SIPMethod, method: ByteRange, uri: ByteRange)
        /// `status` is 100…699.
        case response(status: Int, reason: ByteRange)
    }

    /// The message from its first byte; `ByteRange`s count from `bytes.readerIndex`.
    public let bytes: ByteBuffer
    public let startLine: StartLine
    public let headers: [HeaderField]
    public let body: ByteRange
    /// What was wrong and tolerated.
    public let defects: SIPDefects
    /// nil for a response, and when it cannot be read.
    public let requestURI: SIPURI?
    /// The first of each name; nil when it is absent or cannot be read.
    public let topVia: Via?
    public let from: NameAddress?
    public let to: NameAddress?
    public let cseq: CSeq?

    init(
        bytes: ByteBuffer, startLine: StartLine, headers: [HeaderField], body: ByteRange, defects: SIPDefects,
        requestURI: SIPURI?, required: RequiredFields
    ) {
        self.bytes = bytes
        self.startLine = startLine
        self.headers = headers
        self.body = body
        self.defects = defects
        self.requestURI = requestURI
        topVia = required.topVia
        from = required.from
        to = required.to
        cseq = required.cseq
    }

    /// The request's method, or nil for a response.
    public var method: SIPMethod? {
        if case .request(let method, _, _) = startLine { method } else { nil }
    }

    /// The method's spelling in a request.
    public var methodRange: ByteRange? {
        if case .request(_, let range, _) = startLine { range } else { nil }
    }

    public var requestURIRange: ByteRange? {
        if case .request(_, _, let range) = startLine { range } else { nil }
    }

    /// The first field of that name, or nil.
    public func firstHeader(_ name: HeaderName) -> HeaderField? {
        for field in headers where field.name == name { return field }
        return nil
    }

    /// The text in `range` with folded lines joined by one space. Bytes that are not UTF-8 become U+FFFD.
    public func string(_ range: ByteRange) -> String {
        let span = bytes.readableBytesUInt8Span
        guard range.upperBound <= span.count else { return "" }
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = span[index]
            if byte == ASCII.carriageReturn || byte == ASCII.lineFeed {
                while index < range.upperBound, span[index].isLinearWhitespace { index += 1 }
                text.append(ASCII.space)
            } else {
                text.append(byte)
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
