import SIP

/// What each kind of request gets that belongs to no call. 401 and 407 ask for a password.
struct RequestPolicy: Hashable, Sendable {
    struct Answers: Hashable, Sendable {
        /// When From names no extension of the node.
        let guest: SIPStatus
        /// When it does.
        let account: SIPStatus
        /// With the right password.
        let authenticated: SIPStatus
    }

    /// By `SIPMethod.rawValue`.
    private let answers: [Answers?]

    /// nil for INVITE, ACK and REGISTER, which have rules of their own.
    func answers(to method: SIPMethod) -> Answers? {
        answers.indices.contains(Int(method.rawValue)) ? answers[Int(method.rawValue)] : nil
    }
}

extension RequestPolicy: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        var answers = [Answers?](repeating: nil, count: SIPMethod.allCases.count)
        for method in SIPMethod.allCases where ![.invite, .ack, .register].contains(method) {
            let value = try table.value(method.word)
            answers[Int(method.rawValue)] =
                value.table == nil
                ? Answers(SIPStatus(try table.number(value, method.word, in: 200...699)))
                : try table.part(value, method.word)
        }
        self.answers = answers
    }
}

extension RequestPolicy.Answers {
    init(_ status: SIPStatus) {
        self.init(guest: status, account: status, authenticated: status)
    }
}

extension RequestPolicy.Answers: PersonaPart {
    init(_ table: inout PersonaTable) throws(PersonaError) {
        guest = try table.status("guest")
        account = try table.status("account")
        authenticated = try table.status("authenticated")
    }
}
