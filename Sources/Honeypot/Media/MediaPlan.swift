import SIP

/// What a call's media is to be, agreed on in SDP.
struct MediaPlan: Hashable, Sendable {
    /// Where we send from and listen: the address that the caller reached, and a reserved port.
    var local: Endpoint
    /// The only place that is ever sent to; see `allowed`.
    var remote: Endpoint
    var codec: AudioCodec
    /// What the answer calls the codec, 0…127.
    var payloadType: UInt8
    /// What the answer calls `telephone-event`; nil when the caller didn't offer it.
    var telephoneEvent: UInt8?
    var ringBack = RingBack.europe
    /// How long ring-back is played before the line falls silent.
    var ringFor = Duration.zero
    /// How long anything is sent. `MediaStream.longest` at most.
    var lasts = Duration.seconds(180)

    /// Whether a stream may go to what the caller's SDP names. A stream is worth hundreds of requests, so it must
    /// not be turned on a stranger: only the address that the SIP came from, and only once that has shown
    /// that it receives what we send; and not at a port where something else than RTP is likely to listen.
    static func allowed(offered: Endpoint?, sipSource: Endpoint, isProved: Bool) -> Bool {
        guard let offered, isProved else { return false }
        return offered.address == sipSource.address && offered.port >= 1_024 && !(5_060...5_061).contains(offered.port)
    }
}
