/// Reads the lines of one session description.
struct SDPReader {
    private var description = SessionDescription()
    private var hasVersion = false

    static func read(_ span: Span<UInt8>, _ body: ByteRange) -> SessionDescription? {
        var reader = SDPReader()
        var position = body.lowerBound
        var lines = 0
        while position < body.upperBound, lines < SessionDescription.lineLimit {
            let end = span.firstIndex(of: ASCII.lineFeed, in: ByteRange(position, body.upperBound)) ?? body.upperBound
            let line = span.trimmed(ByteRange(position, end))
            position = end + 1
            lines += 1
            guard reader.take(span, line) else { return nil }
        }
        return reader.hasVersion ? reader.description : nil
    }

    /// - Returns: Whether the description can still be read.
    private mutating func take(_ span: Span<UInt8>, _ line: ByteRange) -> Bool {
        guard line.count >= 2, span[line.lowerBound + 1] == ASCII.equals else { return true }
        let letter = span[line.lowerBound]
        let isMedia = letter == UInt8(ascii: "m")
        guard line.count <= SessionDescription.lineLengthLimit else { return !isMedia }
        let value = span.trimmed(ByteRange(line.lowerBound + 2, line.upperBound))
        switch letter {
        case UInt8(ascii: "v"): hasVersion = true
        case UInt8(ascii: "o"): origin(span, value)
        case UInt8(ascii: "c"): connection(span, value)
        case UInt8(ascii: "a"): attribute(span, value)
        case UInt8(ascii: "m"): return media(span, value)
        default: break
        }
        return true
    }

    /// `o=<user> <id> <version> IN IP4 <address>` (RFC 8866 §5.2).
    private mutating func origin(_ span: Span<UInt8>, _ value: ByteRange) {
        let words = span.words(in: value, atMost: 6)
        guard words.count == 6 else { return }
        description.sessionID = UInt64(span.text(words[1]))
        description.sessionVersion = UInt64(span.text(words[2]))
        _ = address(span, words[5])
    }

    /// `c=IN IP4 <address>[/ttl][/count]` (§5.7).
    private mutating func connection(_ span: Span<UInt8>, _ value: ByteRange) {
        let words = span.words(in: value, atMost: 3)
        guard words.count == 3, let address = address(span, words[2]) else { return }
        if description.media.isEmpty {
            description.address = address
        } else {
            description.media[description.media.count - 1].address = address
        }
    }

    /// Notes the address or host name in `range`.
    private mutating func address(_ span: Span<UInt8>, _ range: ByteRange) -> IPAddress? {
        let end = span.firstIndex(of: ASCII.slash, in: range) ?? range.upperBound
        let range = ByteRange(range.lowerBound, end)
        guard !range.isEmpty, range.count <= 64, span.isVisible(range) else { return nil }
        let text = span.text(range)
        let address = IPAddress(text)
        let name = address?.description ?? text
        if description.addresses.count < SessionDescription.addressLimit, !description.addresses.contains(name) {
            description.addresses.append(name)
        }
        return address
    }

    /// `m=<media> <port>[/count] <proto> <fmt> …` (§5.14).
    private mutating func media(_ span: Span<UInt8>, _ value: ByteRange) -> Bool {
        let words = span.words(in: value, atMost: 3 + SessionDescription.formatLimit)
        guard words.count >= 3, description.media.count < SessionDescription.mediaLimit else { return false }
        let portEnd = span.firstIndex(of: ASCII.slash, in: words[1]) ?? words[1].upperBound
        guard span.isToken(words[0]), words[0].count <= 32, span.isVisible(words[2]), words[2].count <= 32,
            let port = span.decimal(in: ByteRange(words[1].lowerBound, portEnd), maximum: 65_535)
        else { return false }
        let formats = words.dropFirst(3).filter { $0.count <= 32 && span.isVisible($0) }
        description.media.append(
            MediaDescription(
                kind: span.text(words[0]), port: UInt16(port), transport: span.text(words[2]),
                formats: formats.map { span.text($0) }))
        return true
    }

    private mutating func attribute(_ span: Span<UInt8>, _ value: ByteRange) {
        let colon = span.firstIndex(of: ASCII.colon, in: value) ?? value.upperBound
        let name = ByteRange(value.lowerBound, colon)
        let content = ByteRange(min(colon + 1, value.upperBound), value.upperBound)
        switch name.count {
        case 4 where span.matches("rtcp", in: name):
            // a=rtcp:<port> IN IP4 <address> (RFC 3605 §2.1).
            let words = span.words(in: content, atMost: 4)
            if words.count == 4 { _ = address(span, words[3]) }
        case 6 where span.matches("rtpmap", in: name): rtpMap(span, content)
        case 9 where span.matches("candidate", in: name): candidate(span, content)
        case 8 where span.matches("sendrecv", in: name): set(.sendrecv)
        case 8 where span.matches("sendonly", in: name): set(.sendonly)
        case 8 where span.matches("recvonly", in: name): set(.recvonly)
        case 8 where span.matches("inactive", in: name): set(.inactive)
        default: break
        }
    }

    private mutating func set(_ direction: MediaDirection) {
        if description.media.isEmpty {
            description.direction = direction
        } else {
            description.media[description.media.count - 1].direction = direction
        }
    }

    /// `<payload type> <name>/<clock rate>[/<channels>]` (§6.6).
    private mutating func rtpMap(_ span: Span<UInt8>, _ content: ByteRange) {
        let last = description.media.count - 1
        guard last >= 0, description.media[last].rtpMaps.count < SessionDescription.formatLimit else { return }
        let words = span.words(in: content, atMost: 2)
        guard words.count == 2, let payloadType = span.decimal(in: words[0], maximum: 127),
            let slash = span.firstIndex(of: ASCII.slash, in: words[1])
        else { return }
        let name = ByteRange(words[1].lowerBound, slash)
        let rest = ByteRange(slash + 1, words[1].upperBound)
        let rateEnd = span.firstIndex(of: ASCII.slash, in: rest) ?? rest.upperBound
        guard span.isToken(name), name.count <= RTPMap.nameLimit,
            let clockRate = span.decimal(in: ByteRange(rest.lowerBound, rateEnd))
        else { return }
        let channels = ByteRange(min(rateEnd + 1, rest.upperBound), rest.upperBound)
        let isMono = channels.isEmpty || span.decimal(in: channels) == 1
        description.media[last].rtpMaps.append(
            RTPMap(payloadType: UInt8(payloadType), name: span.text(name), clockRate: clockRate, isMono: isMono))
    }

    /// `<foundation> <component> <transport> <priority> <address> <port> typ <type> [raddr <address> …]`
    /// (RFC 8839 §5.1).
    private mutating func candidate(_ span: Span<UInt8>, _ content: ByteRange) {
        let words = span.words(in: content, atMost: 10)
        if words.count >= 6 { _ = address(span, words[4]) }
        if words.count == 10, span.matches("raddr", in: words[8]) { _ = address(span, words[9]) }
    }
}
