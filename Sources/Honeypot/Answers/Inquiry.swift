import Events
import SIP

/// A request, and all else that its answer depends on. The answer is a function of it, so that a request sent again
/// gets the same one without anybody having kept it (RFC 3261 §8.2.7).
struct Inquiry: Sendable {
    let request: SIPMessage
    let source: Endpoint
    let destination: Endpoint
    let transport: SIPTransport
    /// When the request was first seen.
    let time: Timestamp
    /// Whether it was seen before.
    let isRepetition: Bool
    /// As good as random, and the same for all requests of one call from one address.
    let seed: UInt64
    /// What the request offers to prove a password.
    let credentials: DigestCredentials?

    /// The user of the URI in From, which is who the caller says that he is.
    var caller: String? { request.from.flatMap { request.uri(in: $0.uri) }?.user.map(request.unescaped) }

    /// The user of the URI in To, which is who registers (§10.2).
    var registrant: String? { request.to.flatMap { request.uri(in: $0.uri) }?.user.map(request.unescaped) }

    /// The user of the Request-URI, which is who is called.
    var called: String { request.requestURI?.user.map(request.unescaped) ?? "" }

    var methodName: String { request.methodRange.map(request.string) ?? "" }
}
