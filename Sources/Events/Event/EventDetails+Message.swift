import SIP

extension EventDetails {
    /// Bytes of Refer-To that are kept.
    private static let limit = 256

    /// What the message gives away. nil when that is nothing, as for most: those cost one look at each
    /// field's name, and no memory.
    static func of(_ message: SIPMessage) -> EventDetails? {
        var hasCredentials = false
        var hasReferTo = false
        for field in message.headers {
            switch field.name {
            case .authorization, .proxyAuthorization: hasCredentials = true
            case .referTo: hasReferTo = true
            default: continue
            }
        }
        guard hasCredentials || hasReferTo || !message.body.isEmpty else { return nil }
        let credentials = hasCredentials ? DigestCredentials(message) : nil
        let referTo = hasReferTo ? referTo(message) : nil
        let body = MessageBody(message)
        let isEmpty =
            credentials == nil && referTo == nil && body.text == nil && body.dtmf == nil && body.session == nil
        return isEmpty
            ? nil
            : EventDetails(
                credentials: credentials, dtmf: body.dtmf, mediaAddresses: body.session?.addresses ?? [],
                codecs: body.session?.codecs ?? [], referTo: referTo, text: body.text)
    }

    private static func referTo(_ message: SIPMessage) -> String? {
        let range = message.referTo?.uri ?? message.value(.referTo)
        return range.map { message.text($0, atMost: limit) }
    }
}
