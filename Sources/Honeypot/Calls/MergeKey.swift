import SIP

/// What an INVITE that reaches us by two ways has in common on both (RFC 3261 §8.2.2.2).
struct MergeKey: Hashable, Sendable {
    private let fingerprint: Fingerprint

    /// nil without Call-ID or CSeq.
    init?(_ invite: SIPMessage) {
        guard let callID = invite.callID, let cseq = invite.cseq else { return nil }
        fingerprint = Fingerprint { parts in
            parts.add(invite.from?.tag, of: invite)
            parts.add(callID, of: invite)
            parts.add(cseq.number)
        }
    }
}
