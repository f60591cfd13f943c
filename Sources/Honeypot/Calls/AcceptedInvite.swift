import Events
import NIOCore
import SIP

/// A 2xx that goes out again until its ACK, over every transport (RFC 3261 §13.3.1.4).
struct AcceptedInvite<Path: Sendable>: Sendable {
    /// The CSeq number that the ACK repeats (§13.2.2.4).
    let sequence: UInt32
    let response: ByteBuffer
    /// Where it goes when that is not where the call is.
    var peer: CallPeer<Path>?
    private var backOff: BackOff

    init(sequence: UInt32, response: ByteBuffer, peer: CallPeer<Path>? = nil, at now: Timestamp) {
        self.sequence = sequence
        self.response = response
        self.peer = peer
        backOff = BackOff(from: now)
    }

    var deadline: Timestamp { backOff.deadline }

    mutating func fire(at now: Timestamp) -> BackOff.Due { backOff.fire(at: now) }
}
