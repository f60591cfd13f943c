import NIOCore

/// What came back, as far as it is of use.
struct HTTPAnswer: Equatable {
    let status: Int
    /// How long the other side wants to be left alone (RFC 9110 §10.2.3).
    var retryAfter: Duration?
    var body = ByteBuffer()
    /// The body was longer than what was wanted of it.
    var isCut = false
}
