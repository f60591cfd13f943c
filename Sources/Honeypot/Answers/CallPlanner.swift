import Events
import SIP

/// Decides how a call goes that may be made: whether it is answered or refused, when, and with which media.
struct CallPlanner: Sendable {
    private let disguise: Disguise
    private let writer: ResponseWriter
    private let tags: CallTags
    private let media: MediaServer
    private let secret = KeyedHash.random()
    /// Stacks call themselves User-Agent in requests, whatever they do in responses.
    private let requestLines: [UInt8]
    private let branch: TokenRenderer
    private let sessionID: TokenRenderer
    private let sessionVersion: TokenRenderer

    init(_ disguise: Disguise, writer: ResponseWriter, tags: CallTags, media: MediaServer) {
        self.disguise = disguise
        self.writer = writer
        self.tags = tags
        self.media = media
        requestLines = Array("User-Agent: ".utf8) + disguise.product + Array("\r\n".utf8)
        let session = disguise.persona.session
        branch = disguise.tokens(disguise.persona.tokens.branch)
        sessionID = disguise.tokens(session.sessionID)
        sessionVersion = disguise.tokens(session.sessionVersion ?? session.sessionID)
    }

    /// nil when nothing of what the caller offers can be spoken (RFC 3261 §21.4.26). A port that the plan's media has
    /// is reserved for it.
    func plan(_ inquiry: Inquiry, _ treatment: CallTreatment) -> CallPlan? {
        let timings = disguise.timings(callSeed: inquiry.seed)
        // A trunk that takes a moment to say no.
        if case .refuse(let status) = treatment {
            return plan(
                inquiry, timings, provisional: [CallPlan.Step(.trying)],
                final: CallPlan.Step(status, after: timings.ringAfter), session: [], media: nil)
        }
        guard let (session, media) = session(inquiry, timings) else { return nil }
        let progress = disguise.persona.calls.progress
        return plan(
            inquiry, timings,
            provisional: [
                CallPlan.Step(.trying),
                CallPlan.Step(progress, after: timings.ringAfter, hasSession: progress.code == 183),
            ],
            final: CallPlan.Step(.ok, after: timings.ringAfter + timings.answerAfter, hasSession: true),
            session: session, media: media)
    }

    private func plan(
        _ inquiry: Inquiry, _ timings: CallTimings, provisional: [CallPlan.Step], final: CallPlan.Step,
        session: [UInt8], media: MediaPlan?
    ) -> CallPlan {
        // One that no answer of ours shows: what the caller can see must not tell what we send next.
        let hidden = secret.hash(inquiry.seed, UInt64(bitPattern: inquiry.time.nanoseconds))
        return CallPlan(
            provisional: provisional, final: final, talk: timings.hangUpAfter,
            answers: CallAnswers(
                writer: writer, tag: tags.dialog(inquiry.seed, at: inquiry.time), local: inquiry.destination,
                time: inquiry.time, session: session, requestLines: requestLines),
            media: media, branch: branch.text(hidden, at: inquiry.time),
            localSequence: UInt32(truncatingIfNeeded: hidden >> 40) % 30_000 + 101,
            responseNumber: UInt32(truncatingIfNeeded: hidden) % 30_000 + 1)
    }

    /// Our session description by the request's offer, or our own offer where there is none (RFC 3261 §13.2.1), and
    /// what is played.
    private func session(_ inquiry: Inquiry, _ timings: CallTimings) -> (body: [UInt8], media: MediaPlan?)? {
        let reserved = media.reservePort()
        var plan: MediaPlan?
        defer { if plan == nil, let reserved { media.releasePort(reserved) } }
        let local = Endpoint(
            address: inquiry.destination.address, port: reserved ?? Self.silentPort(inquiry.seed))
        guard let offer = SessionDescription(inquiry.request) else { return (offer(inquiry, local), nil) }
        guard let answer = self.answer(to: offer, inquiry, local, increment: 0) else { return nil }
        // That the address is proved is the call's to wait for.
        if reserved != nil, let remote = answer.stream.remote,
            MediaPlan.allowed(offered: remote, sipSource: inquiry.source, isProved: true)
        {
            plan = MediaPlan(
                local: local, remote: remote, codec: answer.stream.codec, payloadType: answer.stream.payloadType,
                telephoneEvent: answer.stream.telephoneEvent, ringFor: timings.ringBack, lasts: timings.hangUpAfter)
        }
        return (answer.bytes, plan)
    }

    /// The session description for a later request of a call (RFC 3261 §14.2, RFC 3264 §8): the same port, whatever
    /// is offered anew. nil when nothing of it can be spoken.
    func session(answering request: SIPMessage, of plan: CallPlan, _ inquiry: Inquiry) -> [UInt8]? {
        let local =
            plan.media?.local
            ?? Endpoint(address: inquiry.destination.address, port: Self.silentPort(inquiry.seed))
        guard let offer = SessionDescription(request) else { return plan.answers.session }
        return answer(to: offer, inquiry, local, increment: 1)?.bytes
    }

    private func answer(
        to offer: SessionDescription, _ inquiry: Inquiry, _ local: Endpoint, increment: UInt64
    ) -> SDPAnswer? {
        let identity = sessionIdentity(inquiry)
        return SDPAnswer(
            to: offer, local: local, sessionID: identity.id, version: identity.version + increment,
            style: disguise.sessionStyle)
    }

    private func offer(_ inquiry: Inquiry, _ local: Endpoint) -> [UInt8] {
        let identity = sessionIdentity(inquiry)
        return SDPOffer(
            local: local, sessionID: identity.id, version: identity.version, style: disguise.sessionStyle
        ).bytes
    }

    private func sessionIdentity(_ inquiry: Inquiry) -> (id: UInt64, version: UInt64) {
        let id = UInt64(String(decoding: sessionID.text(inquiry.seed, at: inquiry.time), as: UTF8.self)) ?? 1
        let version = UInt64(String(decoding: sessionVersion.text(inquiry.seed, at: inquiry.time), as: UTF8.self)) ?? id
        return (id, version)
    }

    /// An even port to name where no media will be.
    private static func silentPort(_ seed: UInt64) -> UInt16 {
        10_000 + UInt16(truncatingIfNeeded: seed % 5_000) * 2
    }
}
