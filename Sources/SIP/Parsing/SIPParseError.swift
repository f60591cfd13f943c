/// Why bytes are not a SIP message at all. Each case is one that counters and the event's
/// `malformed` field can name.
public enum SIPParseError: String, Error, CaseIterable, Sendable {
    /// No bytes, or nothing but line ends.
    case empty
    /// Longer than `SIPLimits.message`.
    case messageTooLarge = "message-too-large"
    /// The first line is neither a Request-Line nor a Status-Line (RFC 3261 §7.1, §7.2).
    case noStartLine = "no-start-line"
    /// A Status-Line whose code is not three digits from 100 to 699.
    case badStatusCode = "bad-status-code"
}
