/// The parser's place in one message and what it found wrong so far. Lives for one `SIPParser.parse`.
struct MessageReader {
    let limits: SIPLimits
    private(set) var defects: SIPDefects = []
    /// The offset of the next line.
    private var position = 0

    init(limits: SIPLimits) {
        self.limits = limits
    }

    mutating func note(_ defect: SIPDefect) {
        defects.insert(defect)
    }

    mutating func readStartLine(_ span: Span<UInt8>) throws(SIPParseError) -> SIPMessage.StartLine {
        guard span.count <= limits.message else { throw .messageTooLarge }
        // Line ends before the start line are ignored (RFC 3261 §7.5).
        while position < span.count, span[position] == ASCII.carriageReturn || span[position] == ASCII.lineFeed {
            position &+= 1
        }
        guard position < span.count else { throw .empty }
        let line = nextLine(span)
        if line.count >= 8, span.matches("sip/2.0 ", in: ByteRange(line.lowerBound, line.lowerBound + 8)) {
            return try statusLine(span, line)
        }
        return try requestLine(span, line)
    }

    /// Status-Line = SIP-Version SP Status-Code SP Reason-Phrase (RFC 3261 §7.2).
    private func statusLine(_ span: Span<UInt8>, _ line: ByteRange) throws(SIPParseError) -> SIPMessage.StartLine {
        let codeStart = line.lowerBound + 8
        let codeEnd = codeStart + 3
        guard line.upperBound >= codeEnd, line.upperBound == codeEnd || span[codeEnd].isWhitespace,
            let status = span.decimal(in: ByteRange(codeStart, codeEnd)), (100...699).contains(status)
        else { throw .badStatusCode }
        return .response(status: status, reason: span.trimmed(ByteRange(codeEnd, line.upperBound)))
    }

    /// Request-Line = Method SP Request-URI SP SIP-Version (RFC 3261 §7.1). The URI is what stands
    /// between the first and the last space: attackers put spaces into it.
    private mutating func requestLine(
        _ span: Span<UInt8>, _ line: ByteRange
    ) throws(SIPParseError) -> SIPMessage.StartLine {
        guard let methodEnd = span.firstIndex(of: ASCII.space, in: line) else { throw .noStartLine }
        let methodRange = ByteRange(line.lowerBound, methodEnd)
        let rest = span.trimmed(ByteRange(methodEnd, line.upperBound))
        guard span.isToken(methodRange), !rest.isEmpty else { throw .noStartLine }

        var versionStart = rest.upperBound
        while versionStart > rest.lowerBound, !span[versionStart &- 1].isWhitespace { versionStart &-= 1 }
        let version = ByteRange(versionStart, rest.upperBound)
        let uri = span.trimmed(ByteRange(rest.lowerBound, versionStart))
        guard version.count >= 5, span.matches("sip/", in: ByteRange(versionStart, versionStart + 4)), !uri.isEmpty
        else { throw .noStartLine }

        if !span.matches("sip/2.0", in: version) { defects.insert(.badVersion) }
        if uri.count > limits.uri { defects.insert(.uriTooLong) }
        // Exactly one space on each side, and nothing behind the version.
        let isSpacedWell =
            uri.lowerBound == methodEnd + 1 && uri.upperBound + 1 == versionStart && rest.upperBound == line.upperBound
        if !isSpacedWell || !isURI(span, uri) { defects.insert(.badRequestURI) }
        return .request(SIPMethod(span, in: methodRange), method: methodRange, uri: uri)
    }

    /// Whether `range` has a scheme and no white space; what the scheme demands is the URI's own affair.
    private func isURI(_ span: Span<UInt8>, _ range: ByteRange) -> Bool {
        guard span[range.lowerBound].isLetter, let colon = span.firstNonToken(in: range), span[colon] == ASCII.colon
        else { return false }
        for index in colon..<range.upperBound where span[index].isLinearWhitespace { return false }
        return true
    }

    /// Passes over the first line of a message whose start line does not matter.
    mutating func skipStartLine(_ span: Span<UInt8>) {
        _ = nextLine(span)
    }

    /// Reads fields up to the empty line. A line that starts with white space continues the field
    /// before it (RFC 3261 §7.3.1).
    mutating func readHeaders(_ span: Span<UInt8>) -> [HeaderField] {
        let names = HeaderNameTable.shared
        var fields: [HeaderField] = []
        fields.reserveCapacity(16)
        // Whether the line before was kept: a continuation goes with it. nil in front of the first.
        var isKept: Bool?
        while position < span.count {
            let line = nextLine(span)
            if line.isEmpty { return fields }
            if span[line.lowerBound].isWhitespace {
                switch isKept {
                case true?: fold(span, line, into: &fields)
                case false?: break
                case nil: defects.insert(.badHeaderLine)
                }
                continue
            }
            isKept = false
            if line.count > limits.line { defects.insert(.lineTooLong) }
            guard let (name, value) = split(span, line) else {
                defects.insert(.badHeaderLine)
                continue
            }
            guard fields.count < limits.headerFields else {
                defects.insert(.tooManyHeaderFields)
                continue
            }
            fields.append(HeaderField(name: names.find(span, in: name), nameRange: name, valueRange: value))
            isKept = true
        }
        defects.insert(.noEndOfHeaders)
        return fields
    }

    /// header-name HCOLON header-value, where white space may stand before the colon (§25.1 HCOLON).
    @inline(__always)
    private func split(_ span: Span<UInt8>, _ line: ByteRange) -> (name: ByteRange, value: ByteRange)? {
        guard let nameEnd = span.firstNonToken(in: line), nameEnd > line.lowerBound else { return nil }
        var colon = nameEnd
        while colon < line.upperBound, span[colon].isWhitespace { colon &+= 1 }
        guard colon < line.upperBound, span[colon] == ASCII.colon else { return nil }
        return (ByteRange(line.lowerBound, nameEnd), span.trimmed(ByteRange(colon &+ 1, line.upperBound)))
    }

    /// Lengthens the last field's value to the end of `line`. Only `line` is looked at, so that a value
    /// in a thousand pieces costs no more than one in one piece.
    private mutating func fold(_ span: Span<UInt8>, _ line: ByteRange, into fields: inout [HeaderField]) {
        let piece = span.trimmed(line)
        let last = fields.count - 1
        guard !piece.isEmpty else { return }
        let value = fields[last].valueRange
        fields[last].valueRange = ByteRange(value.isEmpty ? piece.lowerBound : value.lowerBound, piece.upperBound)
        if piece.upperBound - fields[last].nameRange.lowerBound > limits.line { defects.insert(.lineTooLong) }
    }

    /// What stands behind the empty line, cut to Content-Length when there is one (RFC 3261 §18.3).
    mutating func readBody(_ span: Span<UInt8>, _ headers: [HeaderField]) -> ByteRange {
        let rest = ByteRange(position, span.count)
        switch ContentLength(span, headers) {
        case .absent: return rest
        case .invalid:
            defects.insert(.badContentLength)
            return rest
        case .bytes(let length):
            if rest.count < length { defects.insert(.bodyTooShort) }
            if rest.count > length { defects.insert(.bodyTooLong) }
            return ByteRange(rest.lowerBound, min(rest.lowerBound + length, rest.upperBound))
        }
    }

    /// The next line without its end, which is CRLF or, from sloppy senders, LF alone.
    @inline(__always)
    private mutating func nextLine(_ span: Span<UInt8>) -> ByteRange {
        let start = position
        guard let lineFeed = span.firstIndex(of: ASCII.lineFeed, in: ByteRange(start, span.count)) else {
            position = span.count
            return ByteRange(start, span.count)
        }
        position = lineFeed &+ 1
        let hasReturn = lineFeed > start && span[lineFeed &- 1] == ASCII.carriageReturn
        return ByteRange(start, hasReturn ? lineFeed &- 1 : lineFeed)
    }
}
