import SIP

/// What a response says besides what it takes from its request.
struct Response: Sendable {
    var status: SIPStatus
    /// The values of WWW-Authenticate, or of Proxy-Authenticate in a 407, one a challenge.
    var challenges: [[UInt8]] = []
    /// The values of Contact in the answer to a REGISTER.
    var contacts: [[UInt8]] = []
    /// Seconds that a registration lasts.
    var expires = 0
    /// The option tags that are not supported.
    var unsupported: [UInt8] = []
    /// Further header lines, each with its CRLF.
    var lines: [UInt8] = []
    /// A session description.
    var body: [UInt8] = []

    init(_ status: SIPStatus) {
        self.status = status
    }
}
