/// What became of a call's media.
struct MediaReport: Hashable, Sendable {
    /// RTP packets, of which received ones were well-formed and from the caller's address.
    var packetsSent = 0
    var packetsReceived = 0
    /// The keys that the caller pressed, in order: `0`…`9`, `*`, `#`, `A`…`D`, at most `DigitCollector.capacity`.
    var digits = ""
}
