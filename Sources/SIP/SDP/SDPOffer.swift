/// What an INVITE without an offer gets in the 2xx (RFC 3261 §13.2.1): all codecs of the style, and
/// telephone-event. The ACK brings the answer; `AudioStream` reads it.
public struct SDPOffer: Hashable, Sendable {
    /// The number that is given to telephone-event: what most stacks take.
    public static let telephoneEvent: UInt8 = 101

    /// The body.
    public let bytes: [UInt8]

    /// - Parameters: as of `SDPAnswer`.
    public init(local: Endpoint, sessionID: UInt64, version: UInt64, style: SDPStyle) {
        var writer = SDPWriter(style: style)
        writer.writeSession(local: local.address, sessionID: sessionID, version: version)
        writer.writeAudio(
            transport: "RTP/AVP", port: local.port, codecs: style.codecs.map { ($0, $0.standardPayloadType) },
            telephoneEvent: Self.telephoneEvent, direction: .sendrecv)
        bytes = writer.bytes
    }
}
