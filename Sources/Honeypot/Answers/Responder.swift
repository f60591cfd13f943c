import Events
import NIOCore
import SIP

/// Sees to it that a message gets its answer: calls first, then what the PBX says, and no more of it than the reply
/// limiter allows.
struct Responder {
    struct Outcome {
        /// nil where there was no password to judge.
        var isPasswordRight: Bool?
        /// The call that the message ended.
        var ended: CallRecord?
    }

    private let context: ReceptionContext
    private let path: (Packet) -> ReplyPath

    private var pbx: PBX { context.pbx }

    /// - Parameter path: how a packet's sender is reached later.
    init(_ context: ReceptionContext, path: @escaping (Packet) -> ReplyPath) {
        self.context = context
        self.path = path
    }

    /// - Parameters:
    ///   - event: that of the message, or of the first of its kind when it is a repetition.
    ///   - replies: where an answer goes that leaves with the others.
    func respond(
        to message: SIPMessage, _ packet: Packet, event: EventID, isRepetition: Bool,
        credentials: DigestCredentials?, into replies: inout ReplyBuffer
    ) -> Outcome {
        guard let method = message.method else {
            if context.switchboard.isBusy {
                let peer = peer(packet, .nothing)
                context.switchboard.receive(response: message, from: peer, at: packet.time)
            }
            return Outcome()
        }
        // An answer goes by the Via (§18.2.2): without one nobody waits for it.
        guard let via = message.firstHeader(.via), !via.valueRange.isEmpty else { return Outcome() }
        let inquiry = Inquiry(
            request: message, source: packet.source, destination: packet.destination, transport: packet.transport,
            time: event.time, isRepetition: isRepetition, seed: pbx.tags.seed(of: message, from: packet.source),
            credentials: credentials)
        var permit = Permit(packet, isProved: isProved(inquiry))
        if permit.isProved, !packet.transport.isStream { context.limiter.prove(packet.source, at: packet.time) }
        if method != .ack, let refusal = pbx.refusal(of: message) {
            write(refusal, inquiry, packet, &permit, into: &replies)
            return Outcome()
        }
        var outcome = Outcome()
        if method.mayBelongToCall || message.to?.tag != nil {
            let reception = receive(inquiry, packet, &permit)
            outcome.ended = reception.ended
            switch reception.disposition {
            case .handled: return outcome
            // What belongs to no call gets the persona's own answer, which need not be 481.
            case .refused(let status) where status != .callDoesNotExist || method == .invite:
                write(Response(status), inquiry, packet, &permit, into: &replies)
                return outcome
            case .refused, .outside, .inside: break
            }
        }
        let decision = pbx.decision(on: inquiry)
        outcome.isPasswordRight = decision.isPasswordRight
        if decision.isProof, !permit.isProved {
            permit.isProved = true
            context.limiter.prove(packet.source, at: packet.time)
        }
        switch decision.kind {
        case .silence: break
        case .answer(let response): write(response, inquiry, packet, &permit, into: &replies)
        case .call(let treatment): start(treatment, inquiry, packet, event, &permit, into: &replies)
        }
        return outcome
    }

    private func isProved(_ inquiry: Inquiry) -> Bool {
        inquiry.transport.isStream
            || pbx.tags.isShown(by: inquiry.request, seed: inquiry.seed, at: inquiry.time)
    }

    private func receive(_ inquiry: Inquiry, _ packet: Packet, _ permit: inout Permit) -> Switchboard.Reception {
        guard context.switchboard.isBusy else {
            let disposition: CallDisposition =
                switch inquiry.request.method {
                case .ack: .handled
                case .invite where inquiry.request.to?.tag != nil: .refused(.callDoesNotExist)
                default: .outside
                }
            return Switchboard.Reception(disposition: disposition, ended: nil)
        }
        let budget = permit.budget(context.limiter, answers: 1)
        return context.switchboard.receive(inquiry.request, from: peer(packet, budget), at: packet.time) {
            pbx.calls.session(answering: $0, of: $1, inquiry)
        }
    }

    /// - Parameter budget: of what may be sent.
    private func peer(_ packet: Packet, _ budget: ReplyBudget) -> Switchboard.Peer {
        Switchboard.Peer(
            source: packet.source, local: packet.destination, transport: packet.transport, path: path(packet),
            budget: budget)
    }

    private func start(
        _ treatment: CallTreatment, _ inquiry: Inquiry, _ packet: Packet, _ event: EventID, _ permit: inout Permit,
        into replies: inout ReplyBuffer
    ) {
        // The ACK shows whether the caller is there: then the next call can be taken. Asked before there is a plan,
        // which has a port.
        guard permit.allowsCall(context.limiter) else {
            write(Response(.busyHere), inquiry, packet, &permit, into: &replies)
            return
        }
        guard let plan = pbx.calls.plan(inquiry, treatment) else {
            write(Response(.notAcceptableHere), inquiry, packet, &permit, into: &replies)
            return
        }
        let isStarted = context.switchboard.start(
            inquiry.request, from: peer(packet, permit.budget(context.limiter, answers: 3)), as: event, by: plan,
            at: packet.time)
        if !isStarted { write(Response(.busyHere), inquiry, packet, &permit, into: &replies) }
    }

    private func write(
        _ response: Response, _ inquiry: Inquiry, _ packet: Packet, _ permit: inout Permit,
        into replies: inout ReplyBuffer
    ) {
        guard case let allowance = permit.allowance(context.limiter, answers: 1), allowance != .nothing else {
            context.metrics.answersOverLimit.increment()
            return
        }
        let isTagged = inquiry.request.to?.tag != nil
        let occasion = ResponseWriter.Occasion(
            request: inquiry.request, source: inquiry.source, destination: inquiry.destination, time: inquiry.time,
            tag: isTagged ? [] : pbx.tags.stateless(inquiry.seed, for: inquiry.request, at: inquiry.time))
        var isShort = if case .shortBytes = allowance { true } else { false }
        pbx.writer.write(response, on: occasion, isShort: isShort, into: &replies.bytes)
        if replies.partLength > allowance.bytes, !isShort {
            replies.discardPart()
            isShort = true
            pbx.writer.write(response, on: occasion, isShort: isShort, into: &replies.bytes)
        }
        guard replies.partLength <= allowance.bytes else {
            replies.discardPart()
            context.metrics.answersTooLong.increment()
            return
        }
        replies.endPart(for: packet.index)
        context.metrics.answers.count(response.status)
    }
}
