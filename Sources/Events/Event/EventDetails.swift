import SIP

/// What only few messages hold: credentials, the offer of a call, pressed keys, a transfer's target, a text.
/// Its texts are copies of bounded length, so that an event does not grow with what an attacker sends.
public final class EventDetails: Sendable {
    /// Of a Digest Authorization, or a Proxy-Authorization.
    public let credentials: DigestCredentials?
    /// Whether who sent the credentials knows the account's password; nil when nobody judged it.
    public let isPasswordRight: Bool?
    /// The digits that an INFO request signals.
    public let dtmf: String?
    /// Where the offered session's media would go, as SDP names it: addresses, sometimes host names.
    public let mediaAddresses: [String]
    /// The codecs on offer, such as `PCMU/8000`.
    public let codecs: [String]
    /// The URI of Refer-To.
    public let referTo: String?
    /// The body of a MESSAGE request.
    public let text: String?
    /// Bytes of all texts.
    let size: Int

    public init(
        credentials: DigestCredentials? = nil, isPasswordRight: Bool? = nil, dtmf: String? = nil,
        mediaAddresses: [String] = [], codecs: [String] = [], referTo: String? = nil, text: String? = nil
    ) {
        self.credentials = credentials
        self.isPasswordRight = isPasswordRight
        self.dtmf = dtmf
        self.mediaAddresses = mediaAddresses
        self.codecs = codecs
        self.referTo = referTo
        self.text = text
        let single = [dtmf, referTo, text] + (credentials?.texts ?? [])
        size =
            single.reduce(0) { $0 + ($1?.utf8.count ?? 0) }
            + (mediaAddresses + codecs).reduce(0) { $0 + $1.utf8.count }
    }

    /// The same with the password judged.
    public func judged(isPasswordRight: Bool) -> EventDetails {
        EventDetails(
            credentials: credentials, isPasswordRight: isPasswordRight, dtmf: dtmf, mediaAddresses: mediaAddresses,
            codecs: codecs, referTo: referTo, text: text)
    }
}

extension EventDetails {
    /// The same with the digits of a whole call.
    public func adding(dtmf: String) -> EventDetails {
        EventDetails(
            credentials: credentials, isPasswordRight: isPasswordRight, dtmf: dtmf, mediaAddresses: mediaAddresses,
            codecs: codecs, referTo: referTo, text: text)
    }
}

extension DigestCredentials {
    fileprivate var texts: [String?] {
        [username, realm, nonce, uri, response, algorithm, qop, cnonce, nonceCount, opaque]
    }
}
