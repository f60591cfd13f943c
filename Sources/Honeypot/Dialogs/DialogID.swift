import SIP

/// What names a dialog: Call-ID, our tag and the peer's (RFC 3261 §12).
struct DialogID: Hashable, Sendable {
    private let fingerprint: Fingerprint

    /// The dialog that a request of the peer says it belongs to; nil without Call-ID or a tag in To.
    init?(_ request: SIPMessage) {
        guard let tag = request.to?.tag, let callID = request.callID else { return nil }
        fingerprint = Self.fingerprint(callID: callID, localTag: tag, remoteTag: request.from?.tag, of: request)
    }

    /// The dialog of a response to a request of ours, where From is our side.
    init?(response: SIPMessage) {
        guard let tag = response.from?.tag, let callID = response.callID else { return nil }
        fingerprint = Self.fingerprint(callID: callID, localTag: tag, remoteTag: response.to?.tag, of: response)
    }

    /// The dialog that an answer with `localTag` makes of an INVITE.
    init?(invite: SIPMessage, localTag: [UInt8]) {
        guard let callID = invite.callID else { return nil }
        fingerprint = Fingerprint { parts in
            parts.add(callID, of: invite)
            parts.add(localTag)
            // A request of RFC 2543 may have none; it is empty then (§12.1.1).
            parts.add(invite.from?.tag, of: invite)
        }
    }

    private static func fingerprint(
        callID: ByteRange, localTag: ByteRange, remoteTag: ByteRange?, of message: SIPMessage
    ) -> Fingerprint {
        Fingerprint { parts in
            parts.add(callID, of: message)
            parts.add(localTag, of: message)
            parts.add(remoteTag, of: message)
        }
    }
}
