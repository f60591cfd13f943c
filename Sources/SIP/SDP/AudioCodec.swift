/// The codecs that we speak: G.711, which needs no more than a table (RFC 3551 §4.5.14).
public enum AudioCodec: String, CaseIterable, Sendable {
    case pcmu = "PCMU"
    case pcma = "PCMA"

    /// The payload type that needs no `rtpmap` (RFC 3551 §6).
    public var standardPayloadType: UInt8 {
        switch self {
        case .pcmu: 0
        case .pcma: 8
        }
    }
}
