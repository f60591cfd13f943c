import SIP

/// The other end as a packet shows it: where it came from, and how and with how many bytes to answer.
/// `Path` is the caller's own: whatever it needs to send there.
struct CallPeer<Path: Sendable>: Sendable {
    let source: Endpoint
    /// Where the packet arrived.
    let local: Endpoint
    let transport: SIPTransport
    let path: Path
    /// What this packet allows to be sent; a later one of the same source adds its own.
    var budget: ReplyBudget

    /// - Parameter budget: three times the packet's bytes as a rule; `.proved` once the source has proved
    ///   that it receives what we send, as every connection has.
    init(source: Endpoint, local: Endpoint, transport: SIPTransport, path: Path, budget: ReplyBudget) {
        self.source = source
        self.local = local
        self.transport = transport
        self.path = path
        self.budget = transport.isStream ? .proved : budget
    }
}
