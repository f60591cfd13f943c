import NIOCore

/// Cuts a TCP or TLS byte stream into messages (RFC 3261 §7.5, §18.3). Bytes may come in any pieces, the
/// frames are the same; each byte is scanned once. The framer holds at most one unfinished message, never
/// more than the limit.
public struct SIPStreamFramer: Sendable {
    public enum Frame: Equatable, Sendable {
        /// A whole message: headers, empty line, and as many bytes of body as Content-Length says.
        case message(ByteBuffer)
        /// CRLFCRLF between messages, to be answered with CRLF (RFC 5626 §3.5.1).
        case keepAlive
        /// The stream can't be followed any further: record the bytes, answer when possible, close.
        case broken(ByteBuffer, Break)
    }

    /// Why a stream can't be followed.
    public enum Break: String, Error, CaseIterable, Sendable {
        /// Headers and body together, or as announced, exceed the limit.
        case tooLarge = "message-too-large"
        /// Content-Length is not a number, or there are two (RFC 3261 §18.3).
        case badContentLength = "bad-content-length"
        /// The first line is longer than a Request-Line may be or is not text: not SIP.
        case notSIP = "not-sip"
        /// The peer closed, or went quiet, in the middle of a message.
        case truncated
    }

    private let limits: SIPLimits
    private var pending = ByteBuffer()
    /// How far into `pending` the end of the headers has been looked for.
    private var scanned = 0
    /// Whether the first line of the message at the front is complete.
    private var hasFirstLine = false
    /// The whole length of the message at the front, once its headers are complete.
    private var expected: Int?
    private var isBroken = false

    public init(limits: SIPLimits = SIPLimits()) {
        self.limits = limits
    }

    /// Bytes of a message that is not complete yet.
    public var pendingBytes: Int { pending.readableBytes }

    public mutating func append(_ bytes: ByteBuffer) {
        guard !isBroken else { return }
        if pending.readableBytes == 0 {
            pending = bytes
        } else {
            // A peer that always leaves half a message behind must not make the buffer grow.
            pending.discardReadBytes()
            pending.writeImmutableBuffer(bytes)
        }
    }

    /// The next whole frame, or nil when more bytes are needed. Call until nil after each `append`.
    public mutating func next() -> Frame? {
        guard !isBroken else { return nil }
        if expected == nil {
            if let keepAlive = skipLineEnds() { return keepAlive }
            guard pending.readableBytes > 0, !startsWithLineEnd else { return nil }
            guard isFirstLinePlausible() else { return breakOff(.notSIP) }
            let headersEnd = findEndOfHeaders()
            guard headersEnd ?? pending.readableBytes <= limits.message else { return breakOff(.tooLarge) }
            guard let headersEnd else { return nil }
            switch contentLength(headersEnd: headersEnd) {
            // RFC 3261 §20.14 demands the field on streams, but scanners leave it out where there is no body.
            case .absent: expected = headersEnd
            case .bytes(let length) where headersEnd + length <= limits.message: expected = headersEnd + length
            case .bytes: return breakOff(.tooLarge)
            case .invalid: return breakOff(.badContentLength)
            }
        }
        guard let length = expected, let message = pending.readSlice(length: length) else { return nil }
        expected = nil
        scanned = 0
        hasFirstLine = false
        if pending.readableBytes == 0 { pending = ByteBuffer() }
        return .message(message)
    }

    /// What is left when the peer has closed or has been silent for too long; nil when nothing is. Line
    /// ends alone are nothing: sloppy senders put them behind a message.
    public mutating func finish() -> Frame? {
        guard !isBroken, pending.readableBytes > 0, !startsWithLineEnd else { return nil }
        return breakOff(.truncated)
    }

    /// Line ends in front of a message are ignored (§7.5); two together ask for a sign of life. Those that
    /// may yet become two stay.
    private mutating func skipLineEnds() -> Frame? {
        while startsWithLineEnd {
            if pending.readableBytes >= 4, pending.getInteger(at: pending.readerIndex, as: UInt32.self) == 0x0D0A_0D0A {
                pending.moveReaderIndex(forwardBy: 4)
                return .keepAlive
            }
            if pending.readableBytes < 4, isStartOfKeepAlive { return nil }
            pending.moveReaderIndex(forwardBy: 1)
        }
        return nil
    }

    private var startsWithLineEnd: Bool {
        guard let first: UInt8 = pending.getInteger(at: pending.readerIndex) else { return false }
        return first == ASCII.carriageReturn || first == ASCII.lineFeed
    }

    private var isStartOfKeepAlive: Bool {
        let keepAlive: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
        return keepAlive.starts(with: pending.readableBytesView)
    }

    /// Whether what has come of the first line can be the start of a SIP message: no control byte, and no
    /// longer than any Request-Line.
    private mutating func isFirstLinePlausible() -> Bool {
        guard !hasFirstLine else { return true }
        let longest = min(limits.uri + 64, limits.message)
        let bytes = pending
        let span = bytes.readableBytesUInt8Span
        // Without a line end so far, everything scanned was first line.
        for index in min(scanned, longest)..<min(span.count, longest) {
            let byte = span[index]
            if byte == ASCII.lineFeed {
                hasFirstLine = true
                return true
            }
            if byte < ASCII.tab || (byte > ASCII.carriageReturn && byte < ASCII.space) { return false }
        }
        return span.count <= longest
    }

    /// The length of the header section with its empty line, once it is all there.
    private mutating func findEndOfHeaders() -> Int? {
        let bytes = pending
        let span = bytes.readableBytesUInt8Span
        var index = scanned
        while let lineFeed = span.firstIndex(of: ASCII.lineFeed, in: ByteRange(index, span.count)) {
            var next = lineFeed + 1
            if next < span.count, span[next] == ASCII.carriageReturn { next += 1 }
            // The empty line may not have arrived whole: look at this line end again then.
            guard next < span.count else {
                scanned = lineFeed
                return nil
            }
            if span[next] == ASCII.lineFeed { return next + 1 }
            index = lineFeed + 1
        }
        scanned = span.count
        return nil
    }

    /// Read by the parser's own rules, so that frame and message never disagree.
    private func contentLength(headersEnd: Int) -> ContentLength {
        let span = pending.readableBytesUInt8Span.extracting(..<headersEnd)
        var reader = MessageReader(limits: limits)
        reader.skipStartLine(span)
        return ContentLength(span, reader.readHeaders(span))
    }

    private mutating func breakOff(_ reason: Break) -> Frame {
        isBroken = true
        let bytes = pending
        pending = ByteBuffer()
        return .broken(bytes, reason)
    }
}
