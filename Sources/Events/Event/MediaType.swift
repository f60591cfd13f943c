import SIP

/// The type and subtype of a message's Content-Type in lower case, such as `application/sdp`, without its
/// parameters (RFC 3261 §20.15).
struct MediaType: Hashable, Sendable {
    let text: String

    /// More than any type that means something to us.
    private static let limit = 64

    init?(_ message: SIPMessage) {
        guard let range = message.contentType else { return nil }
        let bytes = message.text(range, atMost: Self.limit).utf8.prefix { $0 != UInt8(ascii: ";") }
        let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
        text = String(decoding: bytes.filter { !blanks.contains($0) }, as: UTF8.self).lowercased()
    }
}
