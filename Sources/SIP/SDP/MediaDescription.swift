/// One `m=` line with what belongs to it (RFC 8866 §5.14).
public struct MediaDescription: Hashable, Sendable {
    /// `audio`, `video`, `image` … as spelled, a token.
    public let kind: String
    /// 0 when the stream is refused or switched off (RFC 3264 §5.1, §6).
    public let port: UInt16
    /// `RTP/AVP`, `RTP/SAVP`, `udptl` … as spelled, visible ASCII.
    public let transport: String
    /// RTP payload types as they stand there, or another transport's formats; visible ASCII, without those
    /// beyond `SessionDescription.formatLimit`.
    public let formats: [String]
    /// Of the stream's own `c=` line.
    public internal(set) var address: IPAddress?
    public internal(set) var direction: MediaDirection?
    /// Of the `rtpmap` lines, those first that come first.
    public internal(set) var rtpMaps: [RTPMap] = []

    init(kind: String, port: UInt16, transport: String, formats: [String]) {
        self.kind = kind
        self.port = port
        self.transport = transport
        self.formats = formats
    }

    var isRTP: Bool { transport.utf8.starts(with: "RTP/".utf8) { $0.lowercased == $1.lowercased } }

    /// What a format of this line stands for: said by `rtpmap`, else known by number.
    func rtpMap(of payloadType: UInt8) -> RTPMap? {
        rtpMaps.first { $0.payloadType == payloadType } ?? .standard(payloadType)
    }

    /// The payload types on this line, in its order.
    var payloadTypes: [UInt8] {
        isRTP ? formats.compactMap { format in UInt8(format).flatMap { $0 < 128 ? $0 : nil } } : []
    }

    /// The payload type that stands for `name` at 8 kHz, or nil.
    func payloadType(of name: String) -> UInt8? {
        payloadTypes.first { rtpMap(of: $0)?.isTelephony(name) ?? false }
    }
}
