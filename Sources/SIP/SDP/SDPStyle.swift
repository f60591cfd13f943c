/// What tells one stack's session descriptions from another's.
public struct SDPStyle: Hashable, Sendable {
    /// A line below the `m=` line of the accepted stream.
    public enum Line: Hashable, Sendable {
        /// The session's connection once more (RFC 8866 §5.7). Belongs in front of all `a=` lines.
        case connection
        /// `rtpmap` of each codec and of telephone-event, and telephone-event's `fmtp`.
        case codecs
        /// `a=ptime:`.
        case packetTime
        /// `a=sendrecv` or its like. Without this line the direction is written last, and only when it is
        /// another than sendrecv, which needs no words (RFC 8866 §6.7).
        case direction
        /// Any other line as it stands, such as `a=maxptime:150`.
        case text(String)

    }

    /// The user name in `o=`, one word.
    public var originUser: String
    /// Behind `s=`.
    public var sessionName: String
    /// The codecs that are spoken, the preferred one first.
    public var codecs: [AudioCodec]
    /// Whether an answer lists all codecs that both sides speak, as Asterisk's do, or just the chosen one, as
    /// FreeSWITCH's do. Both may then be received; the first one is what we send.
    public var listsAllCodecs: Bool
    /// The events in telephone-event's `fmtp` (RFC 4733 §2.4.1), such as `0-16`; nil leaves that line out.
    public var telephoneEvents: String?
    /// Milliseconds of audio a packet.
    public var packetTime: Int
    /// Lines between `t=` and the first `m=`.
    public var sessionLines: [String]
    public var streamLines: [Line]

    public init(
        originUser: String = "-", sessionName: String = "Asterisk", codecs: [AudioCodec] = [.pcmu, .pcma],
        listsAllCodecs: Bool = true, telephoneEvents: String? = "0-16", packetTime: Int = 20,
        sessionLines: [String] = [], streamLines: [Line] = [.codecs, .packetTime, .text("a=maxptime:150"), .direction]
    ) {
        self.originUser = originUser
        self.sessionName = sessionName
        self.codecs = codecs
        self.listsAllCodecs = listsAllCodecs
        self.telephoneEvents = telephoneEvents
        self.packetTime = packetTime
        self.sessionLines = sessionLines
        self.streamLines = streamLines
    }
}
