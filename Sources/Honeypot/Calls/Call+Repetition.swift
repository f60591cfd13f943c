import Events
import NIOCore
import SIP

/// What goes out again until something comes for it.
extension Call {
    /// Without a PRACK in 64·T1 the INVITE is rejected (RFC 3262 §3).
    mutating func tickReliable(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        switch reliable?.fire(at: now) {
        case .sendAgain: sendLastReply(into: &actions)
        case .giveUp: finish(CallReply(status: SIPStatus(500)), as: .abandoned, at: now, into: &actions)
        case .nothing, nil: break
        }
    }

    /// Without an ACK in 64·T1 the session is ended with a BYE (RFC 3261 §13.3.1.4).
    mutating func tickAccepted(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        switch accepted?.fire(at: now) {
        case .sendAgain: repeatAccepted(at: now, into: &actions)
        case .giveUp: sayBye(.abandoned, at: now, into: &actions)
        case .nothing, nil: break
        }
    }

    private mutating func repeatAccepted(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        guard let response = accepted?.response else { return }
        guard var other = accepted?.peer else {
            if send(response, into: &actions), record.answered == nil { record.answered = now }
            return
        }
        if other.budget.take(response.readableBytes) { actions.append(.send(response, to: other.path)) }
        accepted?.peer = other
    }

    mutating func tickBye(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        switch bye?.transaction.tick(at: now) {
        case .sendAgain:
            if let bye { send(bye.request, into: &actions) }
        case .timedOut: close(at: now)
        case .nothing, nil: break
        }
    }
}
