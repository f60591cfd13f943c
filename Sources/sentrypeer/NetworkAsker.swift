import Events
import Sharing
import Store
import Telephony
import WebAPI

/// How the API asks the network through the node's own sharing.
enum NetworkAsker {
    typealias Closure = @Sendable (PeerSubject) async -> NetworkWord

    /// nil when the node does not share.
    static func closure(_ sharing: SharingPart?, _ settings: Settings) -> Closure? {
        guard let sharing else { return nil }
        var policy = TrustPolicy()
        policy.quorum = settings.sharing.quorum
        policy.keyAge = .seconds(settings.sharing.keyAgeDays * 86_400)
        return { [policy, lookUp = sharing.lookUp] subject in
            guard let asked = Subject(subject) else { return .unknown("neither address nor number") }
            return NetworkWord(await lookUp(asked), policy)
        }
    }
}

extension Subject {
    fileprivate init?(_ subject: PeerSubject) {
        switch subject {
        case .address(let address): self = .address(address)
        case .number(let text):
            guard let form = DialString(text.utf8), case .number(let e164, _) = CalledNumber(form, in: nil) else {
                return nil
            }
            self = .number(e164)
        }
    }
}

extension NetworkWord {
    fileprivate init(_ answer: LookupAnswer, _ policy: TrustPolicy) {
        switch answer {
        case .reported(let evidence):
            self = .reported(isActionable: Verdict.isActionable(evidence, policy, at: .now))
        case .notSeen: self = .notSeen
        case .unknown(let doubt): self = .unknown(doubt.words)
        }
    }
}
