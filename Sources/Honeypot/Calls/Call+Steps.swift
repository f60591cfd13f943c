import Events
import NIOCore
import SIP

/// The responses to the INVITE, by the plan (RFC 3261 §13.3.1).
extension Call {
    /// When the next step is due; nil while a PRACK is waited for, without which nothing may follow (RFC 3262
    /// §3), and once the final response has gone out.
    var stepDeadline: Timestamp? {
        guard phase == .ringing, reliable == nil, plan.steps.indices.contains(nextStep) else { return nil }
        return started.adding(plan.steps[nextStep].delay)
    }

    mutating func takeSteps(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        while let due = stepDeadline, now >= due {
            let reply = plan.steps[nextStep].reply
            nextStep += 1
            if reply.status.code < 200 {
                announce(reply, at: now, into: &actions)
            } else {
                finish(reply, at: now, into: &actions)
            }
        }
    }

    /// The INVITE again: its last response again (§17.2.1).
    mutating func receiveInviteAgain(
        from arrival: CallPeer<Path>, at now: Timestamp, into actions: inout [CallAction<Path>]
    ) {
        addBudget(of: arrival)
        if transaction.receive(.invite, at: now) == .sendAgain { sendLastReply(into: &actions) }
    }

    /// A packet of the caller allows more to be sent to it, and nothing to be sent elsewhere.
    mutating func addBudget(of arrival: CallPeer<Path>) {
        guard arrival.source == peer.source else { return }
        peer.budget.add(arrival.budget)
    }

    /// The last response once more. When there is no room for a provisional one beside the final, it is left out.
    mutating func sendLastReply(into actions: inout [CallAction<Path>]) {
        guard let lastReply else { return }
        let reserve = lastReply.status.code < 200 ? finalLength : 0
        send(response(lastReply), keeping: reserve, into: &actions)
    }

    /// A final response, which ends the ringing.
    mutating func finish(
        _ reply: CallReply, as ending: CallRecord.Ending = .refused, at now: Timestamp,
        into actions: inout [CallAction<Path>]
    ) {
        guard transaction.receive(.response(reply.status), at: now) == .send else { return }
        lastReply = reply
        reliable = nil
        record.status = reply.status.code
        let bytes = response(reply)
        let isSent = send(bytes, into: &actions)
        guard reply.status.code < 300 else {
            phase = .over
            return end(ending, at: now, into: &actions)
        }
        phase = .answered
        dialog.confirm(by: invite, tag: plan.answers.tag)
        if isSent { record.answered = now }
        accepted = AcceptedInvite(sequence: invite.cseq?.number ?? 0, response: bytes, at: now)
        startMedia(into: &actions)
    }

    /// Plays to an address that is proved, and to no other.
    mutating func startMedia(into actions: inout [CallAction<Path>]) {
        guard let media = plan.media, !isMediaOn, !hasEnded, isProved else { return }
        isMediaOn = true
        actions.append(.startMedia(call: id, media))
    }

    /// A provisional response: sent if the final one will still fit.
    private mutating func announce(_ reply: CallReply, at now: Timestamp, into actions: inout [CallAction<Path>]) {
        let isReliable = reply.status != .trying && ReliableProvisional.isRequired(by: invite)
        let reply = isReliable ? ReliableProvisional.reply(reply, number: responseNumber) : reply
        guard send(response(reply), keeping: reserve(behind: reply), into: &actions) else { return }
        _ = transaction.receive(.response(reply.status), at: now)
        lastReply = reply
        record.status = reply.status.code
        if reply.status != .trying, record.ringing == nil { record.ringing = now }
        if isReliable {
            reliable = ReliableProvisional(reply, number: responseNumber, at: now)
            responseNumber += 1
        }
        if reply.hasSession { startMedia(into: &actions) }
    }

    /// Bytes to keep for what says more than a provisional response: the final one, and where that fits, the ringing
    /// rather than 100, which may be left out where another response follows soon (§17.2.1).
    private func reserve(behind reply: CallReply) -> Int {
        let final = finalLength
        guard final > 0, reply.status == .trying,
            let ringing = plan.steps.first(where: { (101..<200).contains($0.reply.status.code) })
        else { return final }
        let both = final + response(ringing.reply).readableBytes
        return peer.budget.allows(both) ? both : final
    }

    /// Bytes to keep for the final response.
    private var finalLength: Int {
        guard !isProved, let final = plan.steps.last else { return 0 }
        return response(final.reply).readableBytes
    }

    private func response(_ reply: CallReply) -> ByteBuffer {
        plan.answers.response(reply, to: invite, from: inviteSource)
    }
}
