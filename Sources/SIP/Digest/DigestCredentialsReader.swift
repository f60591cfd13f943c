/// Collects the texts of one field's credentials; of a name that comes twice the first counts.
struct DigestCredentialsReader {
    private var username: String?
    private var realm: String?
    private var nonce: String?
    private var uri: String?
    private var response: String?
    private var algorithm: String?
    private var qop: String?
    private var cnonce: String?
    private var nonceCount: String?
    private var opaque: String?
    private var isCut = false

    var credentials: DigestCredentials? {
        guard username != nil || response != nil else { return nil }
        return DigestCredentials(
            username: username ?? "", realm: realm ?? "", nonce: nonce ?? "", uri: uri ?? "",
            response: response ?? "", algorithm: algorithm, qop: qop, cnonce: cnonce, nonceCount: nonceCount,
            opaque: opaque, isCut: isCut)
    }

    mutating func read(_ span: Span<UInt8>, _ parameters: ByteRange) {
        var pairs = DigestPairs(parameters)
        while let pair = pairs.next(in: span) { take(pair, span) }
    }

    private mutating func take(_ pair: DigestPairs.Pair, _ span: Span<UInt8>) {
        let name = pair.name
        switch name.count {
        case 2 where span.matches("nc", in: name): Self.set(&nonceCount, pair, span, &isCut)
        case 3 where span.matches("uri", in: name): Self.set(&uri, pair, span, &isCut)
        case 3 where span.matches("qop", in: name): Self.set(&qop, pair, span, &isCut)
        case 5 where span.matches("realm", in: name): Self.set(&realm, pair, span, &isCut)
        case 5 where span.matches("nonce", in: name): Self.set(&nonce, pair, span, &isCut)
        case 6 where span.matches("cnonce", in: name): Self.set(&cnonce, pair, span, &isCut)
        case 6 where span.matches("opaque", in: name): Self.set(&opaque, pair, span, &isCut)
        case 8 where span.matches("username", in: name): Self.set(&username, pair, span, &isCut)
        case 8 where span.matches("response", in: name): Self.set(&response, pair, span, &isCut)
        case 9 where span.matches("algorithm", in: name): Self.set(&algorithm, pair, span, &isCut)
        default: break
        }
    }

    private static func set(
        _ member: inout String?, _ pair: DigestPairs.Pair, _ span: Span<UInt8>, _ isCut: inout Bool
    ) {
        guard member == nil else { return }
        let limit = DigestCredentials.textLimit
        var range = pair.value
        if range.count > limit {
            isCut = true
            range = ByteRange(range.lowerBound, range.lowerBound + limit)
        }
        var isPlain = true
        for index in range.lowerBound..<range.upperBound {
            let byte = span[index]
            isPlain = isPlain && byte != ASCII.backslash && byte != ASCII.carriageReturn && byte != ASCII.lineFeed
        }
        var text =
            isPlain ? span.text(range) : String(decoding: plain(span, range, isQuoted: pair.isQuoted), as: UTF8.self)
        // A byte that is not UTF-8 has become three.
        while text.utf8.count > limit {
            text.unicodeScalars.removeLast()
            isCut = true
        }
        member = text
    }

    /// The bytes with folded lines joined and `\"` and `\\` unescaped. In front of anything else a backslash
    /// stays: stacks send Windows' `DOMAIN\user` as it is, and hash it so.
    private static func plain(_ span: Span<UInt8>, _ range: ByteRange, isQuoted: Bool) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = span[index]
            if byte == ASCII.carriageReturn || byte == ASCII.lineFeed {
                while index < range.upperBound, span[index].isLinearWhitespace { index += 1 }
                bytes.append(ASCII.space)
                continue
            }
            if isQuoted, byte == ASCII.backslash, index + 1 < range.upperBound,
                span[index + 1] == ASCII.quote || span[index + 1] == ASCII.backslash
            {
                index += 1
            }
            bytes.append(span[index])
            index += 1
        }
        return bytes
    }
}
