import Events

/// The value of `Retry-After` (RFC 9110 §10.2.3): seconds, or a date.
enum RetryAfter {
    /// The longest that anybody may keep us waiting.
    static let longest = Duration.seconds(3_600)

    /// Nil for what is neither.
    static func read(_ text: String, at now: Timestamp) -> Duration? {
        if !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            // More digits than an integer has are a very long time.
            return min(.seconds(Int64(text) ?? .max / 2), longest)
        }
        guard let date = Timestamp(httpDate: text) else { return nil }
        return min(max(.nanoseconds(date.nanoseconds - now.nanoseconds), .zero), longest)
    }
}
