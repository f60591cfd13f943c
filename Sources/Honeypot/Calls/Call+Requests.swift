import Events
import NIOCore
import SIP

/// Requests inside the dialog (RFC 3261 §12.2.2).
extension Call {
    /// Our session description for a request of the dialog that has an offer, or asks for one; nil when nothing of
    /// what is offered can be taken.
    typealias Session = (_ request: SIPMessage, _ plan: CallPlan) -> [UInt8]?

    /// A request other than ACK and CANCEL that carries the dialog's tags.
    mutating func receive(
        _ request: SIPMessage, key: TransactionKey, from arrival: CallPeer<Path>, at now: Timestamp,
        session: Session, into actions: inout [CallAction<Path>]
    ) -> CallDisposition {
        let isTrusted = trust(arrival, into: &actions)
        var sender = arrival
        if isTrusted { sender.budget = .proved }
        func answer(_ reply: CallReply) -> ByteBuffer {
            let body = reply.hasSession ? session(request, plan) : nil
            let response = plan.answers.response(reply, to: request, from: arrival.source, session: body)
            if sender.budget.take(response.readableBytes) { actions.append(.send(response, to: sender.path)) }
            return response
        }
        switch requests.answer(to: key, at: now) {
        case .reply(let reply): _ = answer(reply)
        case .absorbed: break
        case .callers: return .inside(call: id)
        case nil:
            guard let cseq = request.cseq, dialog.accept(cseq) else {
                // Not remembered, for its number stays too low.
                _ = answer(CallReply(status: SIPStatus(500)))
                return .handled
            }
            var verdict = verdict(on: request)
            // The session stays as it was (§14.2).
            if verdict.reply?.hasSession == true, session(request, plan) == nil { verdict = .notAcceptable }
            remember(verdict, on: request, as: key, at: now)
            guard let reply = verdict.reply else { return .inside(call: id) }
            let response = answer(reply)
            carryOut(verdict.effect, of: request, at: now, into: &actions)
            if verdict.effect == .reinvite {
                accepted = AcceptedInvite(
                    sequence: cseq.number, response: response, peer: isTrusted ? nil : sender, at: now)
            }
        }
        return .handled
    }

    private func verdict(on request: SIPMessage) -> RequestVerdict {
        switch (phase, request.method) {
        // Two that hang up at once each get their answer.
        case (.hangingUp, .bye): return RequestVerdict(reply: RequestVerdict.ok, effect: .hangUp)
        case (.over, .bye) where dialog.isConfirmed && record.ending == .us:
            return RequestVerdict(reply: RequestVerdict.ok)
        case (.hangingUp, _), (.over, _): return .doesNotExist
        case (_, .bye): return RequestVerdict(reply: RequestVerdict.ok, effect: .hangUp)
        case (_, .prack):
            guard reliable?.isAcknowledged(by: request, of: invite) == true else { return .doesNotExist }
            return RequestVerdict(reply: RequestVerdict.ok, effect: .acknowledgeProvisional)
        case (_, .info):
            let digits = SignalledDigits(request)?.text
            return RequestVerdict(reply: RequestVerdict.ok, effect: digits.map { .digits($0) } ?? .nothing)
        // §14.2: the first INVITE is not answered yet, or its ACK has not come.
        case (.ringing, .invite): return RequestVerdict(reply: .tooEarly(retryAfter: plan.retryAfter))
        case (.answered, .invite) where accepted != nil:
            return RequestVerdict(reply: CallReply(status: .requestPending))
        case (.answered, .invite):
            return RequestVerdict(reply: CallReply(status: .ok, hasSession: true), effect: .reinvite)
        // RFC 3311 §5.2: an offer while that of the INVITE has no answer.
        case (.ringing, .update) where !request.body.isEmpty:
            return RequestVerdict(reply: .tooEarly(retryAfter: plan.retryAfter))
        case (_, .update):
            return RequestVerdict(reply: CallReply(status: .ok, hasSession: !request.body.isEmpty), effect: .update)
        default: return RequestVerdict()
        }
    }

    private mutating func remember(
        _ verdict: RequestVerdict, on request: SIPMessage, as key: TransactionKey, at now: Timestamp
    ) {
        let answer: RecentRequests.Answer =
            if verdict.effect == .reinvite { .absorbed } else { verdict.reply.map { .reply($0) } ?? .callers }
        // An INVITE's transaction outlives its 2xx over every transport (RFC 6026 §7.1).
        let isReliable = peer.transport.isStream && request.method != .invite
        requests.append(key, answer, isReliable: isReliable, at: now)
    }

    private mutating func carryOut(
        _ effect: RequestVerdict.Effect, of request: SIPMessage, at now: Timestamp,
        into actions: inout [CallAction<Path>]
    ) {
        switch effect {
        case .nothing: break
        case .hangUp:
            if phase == .ringing { terminateInvite(at: now, into: &actions) }
            end(.caller, at: now, into: &actions)
            close(at: now)
        case .acknowledgeProvisional:
            reliable = nil
            takeSteps(at: now, into: &actions)
        case .reinvite, .update: dialog.refreshTarget(from: request, invite: invite, tag: plan.answers.tag)
        case .digits(let digits): record.dtmf = String((record.dtmf + digits).prefix(Self.digitLimit))
        }
    }

    /// Digits of one call that are kept.
    private static var digitLimit: Int { 128 }
}
