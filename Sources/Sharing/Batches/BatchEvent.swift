import Events
import SIP

/// Attempts of one address to one number by one method. Where they went and what they said is never shared: it would
/// tell who runs a honeypot.
public struct BatchEvent: Hashable, Sendable {
    public var address: IPAddress
    /// Digits, with a plus in front when they are E.164; nil when none were dialled.
    public var number: String?
    /// nil for what is no request.
    public var method: String?
    /// The program that it looks like.
    public var agent: String?
    public var first: Timestamp
    public var last: Timestamp
    /// 1…2³²−1.
    public var attempts: UInt32
    /// Whether the address was shown to receive what is sent to it. The source of a datagram can be forged.
    public var isProven: Bool

    public init(
        address: IPAddress, number: String?, method: String?, agent: String? = nil, first: Timestamp, last: Timestamp,
        attempts: UInt32 = 1, isProven: Bool = false
    ) {
        self.address = address
        self.number = number
        self.method = method
        self.agent = agent
        self.first = first
        self.last = last
        self.attempts = attempts
        self.isProven = isProven
    }
}
