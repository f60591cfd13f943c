import NIOCore
import SIP

/// Does with bytes all that the program may do: parses them, reads every typed value, makes text of it
/// and answers.
///
/// - Returns: The response, when the bytes are a message.
@discardableResult
func exercise(_ bytes: ByteBuffer, parser: SIPParser = SIPParser()) -> ByteBuffer? {
    guard let message = try? parser.parse(bytes) else { return nil }
    var reading = Reading(message: message)
    reading.read()
    var response = ByteBuffer()
    let source = Endpoint(address: .v4(UInt32(truncatingIfNeeded: reading.textBytes)), port: 5060)
    let styles = SIPResponseWriter.ViaStyle.allCases
    SIPResponseWriter(
        request: message, source: source, viaStyle: styles[reading.textBytes % styles.count], toTag: Array("tag".utf8)
    ).write(.ok, headers: "Server: x\r\n", into: &response)
    return response
}

extension SIPResponseWriter {
    /// A whole response with the copied fields in the request's order, then `headers`, and no body.
    func write(_ status: SIPStatus, headers: String = "", into buffer: inout ByteBuffer) {
        buffer.append(atMost: copiedLength + headers.utf8.count + 128) { response in
            appendStatusLine(status, reason: nil, to: &response)
            append(.inRequestOrder, isTagged: status != .trying, to: &response)
            response.append(Array(headers.utf8))
            response.append("Content-Length: 0\r\n\r\n")
        }
    }
}

/// Where the typed values of a message and its defects say different things, or nil: a value is nil exactly
/// when a defect says that it is missing or cannot be read.
func contradiction(in message: SIPMessage) -> String? {
    let values: [(isRead: Bool, defects: SIPDefects, name: String)] = [
        (message.topVia != nil, [.init(.badVia), .init(.missingVia)], "Via"),
        (message.from != nil, [.init(.badFrom), .init(.missingFrom)], "From"),
        (message.to != nil, [.init(.badTo), .init(.missingTo)], "To"),
        (message.cseq != nil, [.init(.badCSeq), .init(.missingCSeq)], "CSeq"),
        (message.callID != nil, SIPDefects(.missingCallID), "Call-ID"),
    ]
    return values.first { $0.isRead != message.defects.isDisjoint(with: $0.defects) }?.name
}

/// A reading of a message to its last value. The count of text depends on all of it, so that nothing can
/// be left out.
private struct Reading {
    let message: SIPMessage
    var textBytes = 0

    mutating func read() {
        take(message.methodRange, message.requestURIRange, message.body)
        if case .response(_, let reason) = message.startLine { take(reason) }
        for field in message.headers { take(field.nameRange, field.valueRange) }
        take(message.cseq?.method, message.callID, message.userAgent, message.contentType, message.value(.subject))
        if let uri = message.requestURI { read(uri) }
        if let via = message.topVia { read(via) }
        for via in message.vias { read(via) }
        let addresses = [message.from, message.to, message.contact, message.referTo].compactMap(\.self)
        for address in addresses + message.addresses(.contact) + message.addresses(.route) { read(address) }
        for credentials in [message.authorization, message.proxyAuthorization].compactMap(\.self) {
            take(credentials.scheme)
            read(message.parameters(of: credentials))
        }
        for number in [message.contentLength, message.maxForwards, message.expires] { textBytes &+= number ?? 0 }
        textBytes += message.defects.all.count
    }

    private mutating func read(_ via: Via) {
        take(via.transport, via.host, via.branch, via.range)
        read(message.parameters(in: via.parameters))
    }

    private mutating func read(_ address: NameAddress) {
        take(address.uri, address.tag, address.range)
        if let name = address.displayName { textBytes += message.unquoted(name).utf8.count }
        read(message.parameters(in: address.parameters))
        if let uri = message.uri(in: address.uri) { read(uri) }
    }

    private mutating func read(_ uri: SIPURI) {
        take(uri.host, uri.headers)
        for range in [uri.user, uri.password].compactMap(\.self) { textBytes += message.unescaped(range).utf8.count }
        read(message.parameters(in: uri.parameters))
    }

    private mutating func read(_ parameters: [ParameterList.Parameter]) {
        for parameter in parameters {
            take(parameter.name, parameter.range)
            if let value = parameter.value { textBytes += message.unquoted(value).utf8.count }
        }
    }

    private mutating func take(_ ranges: ByteRange?...) {
        for range in ranges.compactMap(\.self) {
            precondition(range.lowerBound >= 0 && range.upperBound <= message.bytes.readableBytes)
            textBytes += message.string(range).utf8.count
        }
    }
}

/// Why a response cannot be sent, or nil: it must be one message of the fields that were written, each on
/// one line, and of no body.
func fault(inResponse response: ByteBuffer, parser: SIPParser = SIPParser()) -> String? {
    var limits = parser.limits
    // The response may grow by what is added to Via and To.
    limits.message += 1_000
    guard let message = try? SIPParser(limits: limits).parse(response) else { return "no message" }
    guard case .response(200, _) = message.startLine else { return "no 200" }
    let names = message.headers.map { message.string($0.nameRange) }
    let once = ["From", "To", "Call-ID", "CSeq", "Server", "Content-Length"]
    for name in once where names.filter({ $0 == name }).count > 1 { return "\(name) twice" }
    if let name = names.first(where: { !once.contains($0) && $0 != "Via" }) { return "injected field \(name)" }
    guard names.suffix(2) == ["Server", "Content-Length"] else { return "ends with \(names.suffix(2))" }
    guard message.body.isEmpty, message.body.upperBound == response.readableBytes else { return "bytes behind" }
    let grave: [SIPDefect] = [
        .noEndOfHeaders, .badHeaderLine, .badContentLength, .bodyTooShort, .bodyTooLong, .repeatedField,
    ]
    for defect in grave where message.defects.contains(defect) { return defect.name }
    return nil
}
