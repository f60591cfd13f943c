import SIP

/// What a message's body gives away, by its media type.
struct MessageBody {
    /// Of a MESSAGE request, whatever its type (RFC 3428 §4).
    let text: String?
    let dtmf: String?
    /// The media session that it describes (RFC 3264).
    let session: SessionDescription?

    private static let textLimit = 4_096

    init(_ message: SIPMessage) {
        guard !message.body.isEmpty else {
            (text, dtmf, session) = (nil, nil, nil)
            return
        }
        text = message.method == .message ? message.text(message.body, atMost: Self.textLimit) : nil
        dtmf = message.method == .info ? SignalledDigits(message)?.text : nil
        session = text == nil && dtmf == nil ? SessionDescription(message) : nil
    }
}
