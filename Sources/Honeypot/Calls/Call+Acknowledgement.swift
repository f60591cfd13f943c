import Events
import NIOCore
import SIP

/// ACK and CANCEL, and what a message proves.
extension Call {
    /// An ACK that is of this call, by its transaction (§17.2.3) or its dialog (§13.3.1.4).
    mutating func acknowledge(
        _ ack: SIPMessage, isOfTransaction: Bool, isOfDialog: Bool, from arrival: CallPeer<Path>, at now: Timestamp,
        into actions: inout [CallAction<Path>]
    ) {
        if isOfDialog { _ = trust(arrival, into: &actions) }
        if isOfTransaction { _ = transaction.receive(.ack, at: now) }
        guard isOfDialog, phase == .answered else { return }
        if let accepted, ack.cseq?.number == accepted.sequence {
            self.accepted = nil
            if hangUp == nil { hangUp = now.adding(plan.talk) }
        }
        if accepted == nil { startMedia(into: &actions) }
    }

    /// A CANCEL of the INVITE: 200 to it, and 487 to the INVITE if that has no final response yet (§9.2). A
    /// later INVITE always has one.
    mutating func cancel(
        _ cancel: SIPMessage, _ cancelled: TransactionKey, from arrival: CallPeer<Path>, at now: Timestamp,
        into actions: inout [CallAction<Path>]
    ) {
        let response = plan.answers.response(RequestVerdict.ok, to: cancel, from: arrival.source)
        if arrival.source == peer.source {
            addBudget(of: arrival)
            send(response, into: &actions)
        } else {
            var budget = arrival.budget
            if budget.take(response.readableBytes) { actions.append(.send(response, to: arrival.path)) }
        }
        guard phase == .ringing, cancelled == key else { return }
        terminateInvite(at: now, into: &actions)
        close(at: now)
    }

    /// The caller has given up before an answer (§9.2, §15.1.2).
    mutating func terminateInvite(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        finish(CallReply(status: .requestTerminated), as: .cancelled, at: now, into: &actions)
    }

    /// Takes the caller to be where it shows something that only a receiver of ours can know. From elsewhere
    /// only another proof counts: who has our tag can forge any source.
    ///
    /// - Returns: Whether answers to `arrival` need no budget.
    mutating func trust(_ arrival: CallPeer<Path>, into actions: inout [CallAction<Path>]) -> Bool {
        let isSame = arrival.source == peer.source && arrival.transport == peer.transport
        guard isSame || arrival.budget.isProved else { return false }
        if isSame, !arrival.transport.isStream { actions.append(.proved(arrival.source)) }
        peer = arrival
        peer.budget = .proved
        return true
    }
}
