import NIOCore

/// Writes what a response takes from its request (RFC 3261 §8.2.6.2), line by line, so that its caller settles the
/// order. Nothing of the request reaches the response but field values, each on one line.
public struct SIPResponseWriter: Sendable {
    /// A field of the request, with all its values.
    public enum CopiedField: String, CaseIterable, Sendable {
        case via = "Via"
        case from = "From"
        /// With our tag.
        case to = "To"
        case callID = "Call-ID"
        case cseq = "CSeq"
        /// RFC 3261 §12.1.1.
        case recordRoute = "Record-Route"
        /// The first five, in the request's order.
        case inRequestOrder = "(as requested)"
    }

    /// The request as parsed.
    public let request: SIPMessage
    /// Where the request came from, for `received` and `rport`.
    public let source: Endpoint
    public let viaStyle: ViaStyle
    /// Put behind To unless it has a tag already.
    public let toTag: [UInt8]

    public init(request: SIPMessage, source: Endpoint, viaStyle: ViaStyle = .inPlace, toTag: [UInt8]) {
        self.request = request
        self.source = source
        self.viaStyle = viaStyle
        self.toTag = toTag
    }

    /// More bytes than all that is copied can take: it stands in the request, and each field may grow by its long
    /// name, the topmost Via by the source, and To by the tag.
    public var copiedLength: Int {
        request.bytes.readableBytes + 16 * request.headers.count + toTag.count + 128
    }

    /// - Parameter reason: instead of the usual phrase.
    public func appendStatusLine(_ status: SIPStatus, reason: [UInt8]?, to response: inout ByteAppender) {
        response.append("SIP/2.0 ")
        response.append(decimal: status.code)
        response.append(ASCII.space)
        if let reason { response.append(reason) } else { response.append(status.reasonPhrase) }
        response.append("\r\n")
    }

    /// Appends the lines of `field`, none when the request lacks it. Of what may stand once the first counts.
    /// - Parameter isTagged: false for 100, which needs no tag on To (RFC 3261 §8.2.6.2).
    public func append(_ field: CopiedField, isTagged: Bool, to response: inout ByteAppender) {
        guard let name = field.name else {
            appendInRequestOrder(isTagged: isTagged, to: &response)
            return
        }
        var isFirst = true
        for header in request.headers where header.name == name {
            append(header, of: field, isFirst: isFirst, isTagged: isTagged, to: &response)
            guard field.mayRepeat else { return }
            isFirst = false
        }
    }

    private func appendInRequestOrder(isTagged: Bool, to response: inout ByteAppender) {
        var seen: UInt8 = 0
        for header in request.headers {
            guard let field = CopiedField(header.name), field != .recordRoute else { continue }
            let isFirst = seen & field.bit == 0
            guard isFirst || field.mayRepeat else { continue }
            append(header, of: field, isFirst: isFirst, isTagged: isTagged, to: &response)
            seen |= field.bit
        }
    }

    private func append(
        _ header: HeaderField, of field: CopiedField, isFirst: Bool, isTagged: Bool, to response: inout ByteAppender
    ) {
        let span = request.bytes.readableBytesUInt8Span
        response.append(field.lineStart)
        if field == .via, isFirst {
            appendTopVia(span, header, to: &response)
        } else {
            response.append(unfolded: span, header.valueRange)
        }
        if field == .to, isTagged, request.to?.tag == nil {
            response.append(";tag=")
            response.append(toTag)
        }
        response.append("\r\n")
    }
}

extension SIPResponseWriter.CopiedField {
    fileprivate init?(_ name: HeaderName) {
        switch name {
        case .via: self = .via
        case .from: self = .from
        case .to: self = .to
        case .callID: self = .callID
        case .cseq: self = .cseq
        case .recordRoute: self = .recordRoute
        default: return nil
        }
    }

    fileprivate var name: HeaderName? {
        switch self {
        case .via: .via
        case .from: .from
        case .to: .to
        case .callID: .callID
        case .cseq: .cseq
        case .recordRoute: .recordRoute
        case .inRequestOrder: nil
        }
    }

    fileprivate var lineStart: StaticString {
        switch self {
        case .via: "Via: "
        case .from: "From: "
        case .to: "To: "
        case .callID: "Call-ID: "
        case .cseq: "CSeq: "
        case .recordRoute: "Record-Route: "
        case .inRequestOrder: ""
        }
    }

    /// Whether all fields of that name count.
    fileprivate var mayRepeat: Bool { self == .via || self == .recordRoute }

    fileprivate var bit: UInt8 {
        switch self {
        case .via: 1
        case .from: 2
        case .to: 4
        case .callID: 8
        case .cseq: 16
        case .recordRoute: 32
        case .inRequestOrder: 64
        }
    }
}
