import Events
import NIOCore
import SIP

/// A provisional response that goes out again until its PRACK (RFC 3262 §3).
struct ReliableProvisional: Sendable {
    let reply: CallReply
    /// Its RSeq.
    let number: UInt32
    private var backOff: BackOff

    /// Its interval doubles without bound.
    init(_ reply: CallReply, number: UInt32, at now: Timestamp) {
        self.reply = reply
        self.number = number
        backOff = BackOff(from: now, ceiling: TimerValues.timeout)
    }

    var deadline: Timestamp { backOff.deadline }

    mutating func fire(at now: Timestamp) -> BackOff.Due { backOff.fire(at: now) }

    /// Whether the PRACK is the one that is waited for: RAck names this response to this INVITE (§3, §7.2).
    func isAcknowledged(by prack: SIPMessage, of invite: SIPMessage) -> Bool {
        guard let rack = prack.rack, let cseq = invite.cseq else { return false }
        return rack.responseNumber == number && rack.sequence.number == cseq.number
            && prack.string(rack.sequence.method) == "INVITE"
    }

    /// The reply with what makes it reliable.
    static func reply(_ reply: CallReply, number: UInt32) -> CallReply {
        var reliable = reply
        reliable.lines += Array("Require: 100rel\r\nRSeq: \(number)\r\n".utf8)
        return reliable
    }

    /// Whether the caller asks for provisional responses to be reliable.
    static func isRequired(by invite: SIPMessage) -> Bool {
        invite.values(.require).contains { invite.string($0).lowercased() == "100rel" }
    }
}
