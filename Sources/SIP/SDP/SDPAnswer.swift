/// The answer to an offer (RFC 3264 §6): as many streams in the same order, one of them accepted, all others
/// refused with port 0.
public struct SDPAnswer: Hashable, Sendable {
    /// The body.
    public let bytes: [UInt8]
    /// The accepted stream.
    public let stream: AudioStream

    /// nil when the offer has no stream that can be accepted: 488 is for that (RFC 3261 §21.4.26).
    ///
    /// - Parameters:
    ///   - local: where we take RTP.
    ///   - sessionID: our number for the session, and `version` that of this description (RFC 8866 §5.2).
    public init?(
        to offer: SessionDescription, local: Endpoint, sessionID: UInt64, version: UInt64, style: SDPStyle
    ) {
        guard let stream = AudioStream(offer, codecs: style.codecs) else { return nil }
        self.stream = stream
        var writer = SDPWriter(style: style)
        writer.writeSession(local: local.address, sessionID: sessionID, version: version)
        for (index, offered) in offer.media.enumerated() {
            guard index == stream.index else {
                writer.writeRefusal(of: offered)
                continue
            }
            let codecs = style.codecs.compactMap { codec in
                offered.payloadType(of: codec.rawValue).map { (codec, $0) }
            }
            writer.writeAudio(
                transport: offered.transport, port: local.port,
                codecs: style.listsAllCodecs ? codecs : [(stream.codec, stream.payloadType)],
                telephoneEvent: stream.telephoneEvent, direction: stream.direction)
        }
        bytes = writer.bytes
    }
}
