import Events
import NIOCore
import SIP

/// Our BYE (RFC 3261 §15.1.1).
extension Call {
    /// Ends the session. The request goes to where the call is rather than to the address in Contact, which
    /// an attacker may have taken from a stranger.
    mutating func sayBye(_ ending: CallRecord.Ending, at now: Timestamp, into actions: inout [CallAction<Path>]) {
        end(ending, at: now, into: &actions)
        // A caller that never got an answer, for want of budget, has nothing that could be ended; and some do
        // not say where requests should go.
        guard record.answered != nil, let writer = dialog.requests else { return close(at: now) }
        let sequence = dialog.nextLocalSequence()
        var request = ByteBuffer()
        writer.write(
            .bye, number: sequence, transport: peer.transport, local: peer.local, branch: plan.branch,
            headers: plan.answers.requestLines, into: &request)
        bye = SentBye(
            request: request, branch: plan.branch, sequence: sequence,
            transaction: ClientTransaction(isReliable: peer.transport.isStream, at: now))
        phase = .hangingUp
        accepted = nil
        hangUp = nil
        send(request, into: &actions)
    }

    /// A response to our BYE. Whatever it says, a final one ends the dialog.
    ///
    /// - Returns: Whether it is one.
    mutating func receive(
        response: SIPMessage, from arrival: CallPeer<Path>, at now: Timestamp, into actions: inout [CallAction<Path>]
    ) -> Bool {
        guard case .response(let status, _) = response.startLine, bye?.isAnswered(by: response) == true
        else { return false }
        // Nobody who has not received the BYE knows its branch.
        _ = trust(arrival, into: &actions)
        _ = bye?.transaction.receive(SIPStatus(status), at: now)
        if status >= 200 { close(at: now) }
        return true
    }
}
