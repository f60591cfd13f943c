import NIOCore

/// An SDP body as far as a call is decided by it (RFC 8866), read as tolerantly as phones do: lines in any
/// order, bare line feeds, unknown lines passed over. All of it is bounded.
public struct SessionDescription: Hashable, Sendable {
    /// Lines that are read; those beyond are not.
    static let lineLimit = 512
    /// Bytes of a line that are read; a longer line is passed over.
    static let lineLengthLimit = 1_024
    /// Streams. A description of more cannot be answered line by line and is not read.
    public static let mediaLimit = 16
    /// Formats of one stream, and codecs in all.
    public static let formatLimit = 32
    public static let addressLimit = 8

    /// Number and version of `o=`, where they are numbers: Asterisk's answers repeat them.
    public internal(set) var sessionID: UInt64?
    public internal(set) var sessionVersion: UInt64?
    /// Of the `c=` line that is for all streams.
    public internal(set) var address: IPAddress?
    public internal(set) var direction: MediaDirection?
    /// The streams, one for each `m=` line.
    public internal(set) var media: [MediaDescription] = []
    /// All addresses and host names that the body gives away, each once: of `o=` and `c=`, of `rtcp`, and of
    /// ICE candidates, which hold those inside the sender's network (RFC 8839 §5.1). Visible ASCII; what is
    /// an address is in its usual spelling.
    public internal(set) var addresses: [String] = []

    init() {}

    /// Reads the body of a message whose Content-Type is application/sdp; without a Content-Type, a body that
    /// starts like one. nil for other bodies, and for one without `v=` or with an `m=` line that cannot be
    /// read: its streams cannot be answered in their order.
    public init?(_ message: SIPMessage) {
        let span = message.bytes.readableBytesUInt8Span
        if let field = message.firstHeader(.contentType) {
            let value = field.valueRange
            let end = span.firstIndex(of: ASCII.semicolon, in: value) ?? value.upperBound
            guard span.matches("application/sdp", in: span.trimmed(ByteRange(value.lowerBound, end))) else {
                return nil
            }
        }
        guard let description = SDPReader.read(span, message.body) else { return nil }
        self = description
    }

    /// Reads `body` alone.
    public init?(body: [UInt8]) {
        guard let description = SDPReader.read(body.span, ByteRange(0, min(body.count, 65_536))) else { return nil }
        self = description
    }

    /// What is on offer, each once and in its order, such as `PCMU/8000`; a format that is no RTP payload type
    /// by its name alone.
    public var codecs: [String] {
        var found: [String] = []
        for stream in media {
            let names =
                stream.isRTP
                ? stream.payloadTypes.compactMap { stream.rtpMap(of: $0) }.map { "\($0.name)/\($0.clockRate)" }
                : stream.formats
            for name in names where !found.contains(name) && found.count < Self.formatLimit { found.append(name) }
        }
        return found
    }
}
