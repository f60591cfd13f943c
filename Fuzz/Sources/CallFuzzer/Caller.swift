import SIP

@testable import Honeypot

/// One of the places that packets come from. Two of them share an address.
struct Caller {
    /// Its number is the path by which it is answered.
    let number: Int
    let source: Endpoint
    let transport: SIPTransport
    /// Bytes that may go there, and that went.
    var allowed = 0
    var sent = 0
    /// Whether the table has been told, or has said, that it receives what we send.
    var isProved: Bool

    init(number: Int, address: UInt32, port: UInt16, transport: SIPTransport = .udp) {
        self.number = number
        source = Endpoint(address: .v4(address), port: port)
        self.transport = transport
        isProved = transport.isStream
    }

    static let all = [
        Caller(number: 0, address: 1, port: 5060), Caller(number: 1, address: 1, port: 5061),
        Caller(number: 2, address: 2, port: 5060), Caller(number: 3, address: 3, port: 40_000, transport: .tcp),
    ]
}
