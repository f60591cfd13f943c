import Events
import SIP

/// The telephone system that the node pretends to be: decides what each request gets.
struct PBX: Sendable {
    struct Decision {
        var kind: Kind
        /// Whether the credentials prove the password; nil when there were none to judge.
        var isPasswordRight: Bool?
        /// Whether the source has shown that it receives what we send.
        var isProof = false
    }

    enum Kind {
        /// Nothing may be sent.
        case silence
        case answer(Response)
        /// A call that goes on for a while, if it can be taken.
        case call(CallTreatment)
    }

    let disguise: Disguise
    let tags: CallTags
    let writer: ResponseWriter
    let calls: CallPlanner
    private let authenticator: Authenticator
    private let registrar: Registrar

    init(_ disguise: Disguise, media: MediaServer) {
        self.disguise = disguise
        tags = CallTags(disguise)
        writer = ResponseWriter(disguise.response, disguise.persona.reasons)
        authenticator = Authenticator(disguise)
        registrar = Registrar(disguise.persona.registration)
        calls = CallPlanner(disguise, writer: writer, tags: tags, media: media)
    }

    /// What a request gets that no call has taken.
    func decision(on inquiry: Inquiry) -> Decision {
        switch inquiry.request.method {
        case .ack, nil: Decision(kind: .silence)
        case .register: registration(inquiry)
        case .invite: invitation(inquiry)
        case let method?: other(method, inquiry)
        }
    }

    private func registration(_ inquiry: Inquiry) -> Decision {
        let policy = disguise.persona.registration
        guard let account = inquiry.registrant.flatMap(disguise.account) else {
            guard inquiry.credentials == nil else {
                return refused(policy.unknownWithCredentials, judge(inquiry, nil), inquiry)
            }
            return asked(policy.unknown, .missing, inquiry)
        }
        let judgement = judge(inquiry, account)
        switch judgement {
        case .missing, .stale: return asked(policy.known, judgement, inquiry)
        case .wrong: return refused(disguise.persona.digest.wrongPassword, judgement, inquiry)
        case .right(let account):
            return Decision(
                kind: .answer(registrar.register(inquiry.request, for: account, at: inquiry.time)),
                isPasswordRight: true, isProof: true)
        }
    }

    private func invitation(_ inquiry: Inquiry) -> Decision {
        let account = inquiry.caller.flatMap(disguise.account)
        guard case .challenged(let status) = disguise.access(ofCaller: account?.name ?? "") else {
            return Decision(kind: called(inquiry))
        }
        let judgement = judge(inquiry, account)
        switch judgement {
        case .missing, .stale: return asked(status, judgement, inquiry)
        case .wrong: return refused(disguise.persona.digest.wrongPassword, judgement, inquiry, challenge: status)
        case .right: return Decision(kind: called(inquiry), isPasswordRight: true, isProof: true)
        }
    }

    /// What becomes of a call that may be made.
    private func called(_ inquiry: Inquiry) -> Kind {
        if let refusal = Self.refusal(ofBodyOf: inquiry.request) { return .answer(refusal) }
        return switch disguise.treatment(ofCalled: inquiry.called) {
        case .unknown(let status): .answer(Response(status))
        case .refuse(let status) where status.code == 404: .answer(Response(status))
        case let treatment: .call(treatment)
        }
    }

    private func other(_ method: SIPMethod, _ inquiry: Inquiry) -> Decision {
        guard let answers = disguise.persona.requests.answers(to: method) else { return Decision(kind: .silence) }
        let isSame = answers.guest == answers.account && !answers.guest.asksForPassword
        let account = isSame ? nil : inquiry.caller.flatMap(disguise.account)
        let status = account == nil ? answers.guest : answers.account
        guard status.asksForPassword else { return Decision(kind: .answer(Response(status))) }
        let judgement = judge(inquiry, account)
        switch judgement {
        case .missing, .stale: return asked(status, judgement, inquiry)
        case .wrong: return refused(disguise.persona.digest.wrongPassword, judgement, inquiry, challenge: status)
        case .right:
            return Decision(kind: .answer(Response(answers.authenticated)), isPasswordRight: true, isProof: true)
        }
    }

    private func judge(_ inquiry: Inquiry, _ account: Account?) -> Authenticator.Judgement {
        authenticator.judge(inquiry, account: account)
    }

    /// Asks for the password, or answers with a status that does not ask.
    private func asked(_ status: SIPStatus, _ judgement: Authenticator.Judgement, _ inquiry: Inquiry) -> Decision {
        var response = Response(status)
        if status.asksForPassword {
            response.challenges = authenticator.challenges(for: inquiry, isStale: judgement == .stale)
        }
        return Decision(kind: .answer(response), isProof: judgement.isProof)
    }

    /// - Parameter challenge: the status to ask again with, where the persona asks again.
    private func refused(
        _ status: SIPStatus, _ judgement: Authenticator.Judgement, _ inquiry: Inquiry, challenge: SIPStatus? = nil
    ) -> Decision {
        let status = status.asksForPassword ? challenge ?? status : status
        var decision = asked(status, judgement, inquiry)
        decision.isPasswordRight = judgement == .wrong ? false : nil
        return decision
    }
}

extension SIPStatus {
    var asksForPassword: Bool { code == 401 || code == 407 }
}
