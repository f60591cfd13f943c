/// What a message may be at most. Everything beyond is reported, never stored or scanned without end.
public struct SIPLimits: Hashable, Sendable {
    /// Bytes of a whole message. A UDP datagram cannot be larger than the default.
    public var message = 65_536
    /// Header fields of a message.
    public var headerFields = 256
    /// Bytes of one header line, folded lines counted together.
    public var line = 16_384
    /// Bytes of a Request-URI.
    public var uri = 8_192

    public init() {}
}
