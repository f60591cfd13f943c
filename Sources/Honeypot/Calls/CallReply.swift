import SIP

/// A response of a call before it is written.
struct CallReply: Hashable, Sendable {
    var status: SIPStatus
    /// Complete header lines beyond those of every response, each with its CRLF.
    var lines: [UInt8] = []
    /// Whether our session description is its body.
    var hasSession = false

    /// Refuses for now; a request inside a dialog that comes too early (RFC 3261 §14.2, RFC 3311 §5.2).
    static func tooEarly(retryAfter seconds: Int) -> CallReply {
        CallReply(status: SIPStatus(500), lines: Array("Retry-After: \(seconds)\r\n".utf8))
    }
}
