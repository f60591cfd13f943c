import Telephony

extension PeerSubject {
    /// How other nodes may name a number: in E.164, as they report it, then as it is written here, which original nodes may
    /// have seen dialled. An emergency or service number has no name in E.164.
    /// - Parameter plan: how those dial who wrote it; nil when that is not known.
    public static func numbers(_ text: String, in plan: CallerDialPlan?) -> [PeerSubject] {
        var subjects: [PeerSubject] = []
        if let form = DialString(text.utf8), case .number(let e164, _) = CalledNumber(form, in: plan) {
            subjects.append(.number(e164.description))
        }
        let written = PeerSubject.number(text)
        return subjects.contains(written) ? subjects : subjects + [written]
    }
}
