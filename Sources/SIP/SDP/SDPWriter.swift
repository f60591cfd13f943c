/// Writes the lines of an answer or an offer.
struct SDPWriter {
    let style: SDPStyle
    private(set) var bytes: [UInt8] = []
    private var connection = ""

    init(style: SDPStyle) {
        self.style = style
        bytes.reserveCapacity(384)
    }

    mutating func writeSession(local: IPAddress, sessionID: UInt64, version: UInt64) {
        connection = "IN \(local.isV4 ? "IP4" : "IP6") \(local)"
        writeLine("v=0")
        writeLine("o=\(style.originUser) \(sessionID) \(version) \(connection)")
        writeLine("s=\(style.sessionName)")
        writeLine("c=\(connection)")
        writeLine("t=0 0")
        for line in style.sessionLines { writeLine(line) }
    }

    mutating func writeAudio(
        transport: String, port: UInt16, codecs: [(codec: AudioCodec, payloadType: UInt8)], telephoneEvent: UInt8?,
        direction: MediaDirection
    ) {
        let payloadTypes = codecs.map(\.payloadType) + [telephoneEvent].compactMap(\.self)
        writeLine("m=audio \(port) \(transport) \(payloadTypes.map { "\($0)" }.joined(separator: " "))")
        for line in style.streamLines {
            switch line {
            case .connection: writeLine("c=\(connection)")
            case .codecs:
                for (codec, payloadType) in codecs { writeLine("a=rtpmap:\(payloadType) \(codec.rawValue)/8000") }
                guard let telephoneEvent else { continue }
                writeLine("a=rtpmap:\(telephoneEvent) telephone-event/8000")
                if let events = style.telephoneEvents { writeLine("a=fmtp:\(telephoneEvent) \(events)") }
            case .packetTime: writeLine("a=ptime:\(style.packetTime)")
            case .direction: writeLine("a=\(direction.rawValue)")
            case .text(let text): writeLine(text)
            }
        }
        if direction != .sendrecv, !style.streamLines.contains(.direction) { writeLine("a=\(direction.rawValue)") }
    }

    /// Port 0, and the formats as offered: one at least must stand there (RFC 3264 §6).
    mutating func writeRefusal(of stream: MediaDescription) {
        let formats = stream.formats.isEmpty ? "0" : stream.formats.joined(separator: " ")
        writeLine("m=\(stream.kind) 0 \(stream.transport) \(formats)")
    }

    private mutating func writeLine(_ text: String) {
        for byte in text.utf8 where byte >= ASCII.space && byte != 0x7F { bytes.append(byte) }
        bytes.append(ASCII.carriageReturn)
        bytes.append(ASCII.lineFeed)
    }
}
