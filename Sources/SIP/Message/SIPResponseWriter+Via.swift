extension SIPResponseWriter {
    /// Where `received` (RFC 3261 §18.2.1) and `rport` (RFC 3581 §4) stand in the topmost Via. Stacks differ, and
    /// scanners look. `rport` is there only when it was asked for, `received` always beside it.
    public enum ViaStyle: String, CaseIterable, Sendable {
        /// Both at the end, `received` always: chan_sip.
        case appended = "received-rport-last"
        /// Rewritten as `;rport;received;branch` and the rest, `received` always: PJSIP.
        case rewritten = "rport-received-branch"
        /// `rport` where it was, `received` last and only where it differs from sent-by: most others.
        case inPlace = "in-place"
    }

    /// What the request itself claims for `received` and `rport` is not repeated.
    func appendTopVia(_ span: Span<UInt8>, _ field: HeaderField, to response: inout ByteAppender) {
        guard let via = request.topVia else {
            response.append(unfolded: span, field.valueRange)
            return
        }
        let sentByEnd = min(via.parameters.lowerBound, via.range.upperBound)
        response.append(unfolded: span, ByteRange(via.range.lowerBound, sentByEnd))
        switch viaStyle {
        case .rewritten:
            if via.hasResponsePort { appendResponsePort(to: &response) }
            appendReceived(to: &response)
            if let branch = via.branch {
                response.append(";branch=")
                response.append(unfolded: span, branch)
            }
            appendParameters(span, via, leavesBranch: true, to: &response)
        case .appended:
            appendParameters(span, via, to: &response)
            appendReceived(to: &response)
            if via.hasResponsePort { appendResponsePort(to: &response) }
        case .inPlace:
            appendParameters(span, via, keepsResponsePort: true, to: &response)
            if via.hasResponsePort || !isSentBySource(span, via.host) { appendReceived(to: &response) }
        }
        response.append(unfolded: span, ByteRange(via.range.upperBound, field.valueRange.upperBound))
    }

    private func appendResponsePort(to response: inout ByteAppender) {
        response.append(";rport=")
        response.append(decimal: Int(source.port))
    }

    private func appendReceived(to response: inout ByteAppender) {
        response.append(";received=")
        response.append(source.address)
    }

    /// The parameters as they came, but `received`, and `rport` once at most, however often it was asked for: the
    /// response must not grow with the repetitions.
    private func appendParameters(
        _ span: Span<UInt8>, _ via: Via, leavesBranch: Bool = false, keepsResponsePort: Bool = false,
        to response: inout ByteAppender
    ) {
        var wantsResponsePort = keepsResponsePort
        var list = ParameterList(range: via.parameters)
        while let parameter = list.next(in: span) {
            if span.matches("received", in: parameter.name) { continue }
            if leavesBranch, span.matches("branch", in: parameter.name) { continue }
            if span.matches("rport", in: parameter.name) {
                if wantsResponsePort { appendResponsePort(to: &response) }
                wantsResponsePort = false
                continue
            }
            response.append(ASCII.semicolon)
            response.append(unfolded: span, parameter.range)
        }
    }

    private func isSentBySource(_ span: Span<UInt8>, _ host: ByteRange) -> Bool {
        let address = source.address.text
        guard host.count == address.count else { return false }
        for offset in address.indices where span[host.lowerBound + offset] != address[offset] { return false }
        return true
    }
}
