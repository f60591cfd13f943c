import NIOCore
import SIP

/// What is wrong with that which a call makes of a message, or nil: its credentials, the answer to its session
/// description, and a BYE in its dialog must stay in their bounds and in their lines.
func callFault(in message: SIPMessage) -> String? {
    faultOfCredentials(message) ?? faultOfAnswer(message) ?? faultOfRequest(message)
}

private func faultOfCredentials(_ message: SIPMessage) -> String? {
    guard let read = DigestCredentials(message) else { return nil }
    let texts = [
        read.username, read.realm, read.nonce, read.uri, read.response, read.algorithm, read.qop, read.cnonce,
        read.nonceCount, read.opaque,
    ]
    if texts.contains(where: { $0?.utf8.count ?? 0 > DigestCredentials.textLimit }) { return "a long text" }
    _ = read.matches(password: "secret", method: "REGISTER")
    if let line = read.hashcatLine(method: "REGISTER", server: "192.0.2.1", client: "192.0.2.2") {
        if line.utf8.filter({ $0 == UInt8(ascii: "*") }).count != 14 { return "fields of a hashcat line" }
        if line.unicodeScalars.contains(where: { $0.value < 0x20 }) { return "a hashcat line of two" }
    }
    return nil
}

private func faultOfAnswer(_ message: SIPMessage) -> String? {
    guard let offer = SessionDescription(message) else { return nil }
    if offer.codecs.count > SessionDescription.formatLimit { return "codecs without end" }
    if offer.addresses.count > SessionDescription.addressLimit { return "addresses without end" }
    let local = Endpoint(address: .v4(1), port: 1)
    guard let answer = SDPAnswer(to: offer, local: local, sessionID: 1, version: 1, style: SDPStyle()) else {
        return nil
    }
    let lines = String(decoding: answer.bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    let isWritten = lines.dropLast().allSatisfy { "vosctma".contains($0.prefix(1)) && $0.dropFirst().first == "=" }
    guard lines.last == "", isWritten else { return "a line that was not written" }
    guard let again = SessionDescription(body: answer.bytes) else { return "an answer that cannot be read" }
    guard again.media.count == offer.media.count, again.media.filter({ $0.port != 0 }).count == 1,
        AudioStream(again, codecs: AudioCodec.allCases)?.index == answer.stream.index
    else { return "an answer of other streams" }
    return nil
}

private func faultOfRequest(_ message: SIPMessage) -> String? {
    guard let writer = SIPRequestWriter(invite: message, localTag: Array("ours".utf8)) else { return nil }
    var bytes = ByteBuffer()
    writer.write(
        .bye, number: 2, transport: .udp, local: Endpoint(address: .v4(1), port: 5060), branch: Array("z9hG4bK1".utf8),
        headers: Array("User-Agent: x\r\n".utf8), into: &bytes)
    guard let bye = try? SIPParser().parse(bytes) else { return "no message" }
    let names = bye.headers.map { bye.string($0.nameRange) }.filter { $0 != "Route" }
    let written = ["Via", "Max-Forwards", "From", "To", "Call-ID", "CSeq", "User-Agent", "Content-Length"]
    guard bye.method == .bye, names == written, bye.defects.isEmpty, bye.body.isEmpty,
        bye.body.upperBound == bytes.readableBytes
    else { return "request: \(names) \(bye.defects.all)" }
    guard bye.addresses(.route).allSatisfy({ bye.uri(in: $0.uri)?.host != nil }) else { return "a route that is none" }
    return nil
}
