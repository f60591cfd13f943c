import SIP

/// The state of a dialog on the side that was called (RFC 3261 §12).
struct Dialog: Sendable {
    let id: DialogID
    /// Early until a 2xx has gone out.
    private(set) var isConfirmed = false
    /// The CSeq number of the peer's last request.
    private(set) var remoteSequence: UInt32
    /// The CSeq number of our last request.
    private(set) var localSequence: UInt32
    /// Route set, remote target and tags, as our requests have them. nil in an early dialog, and when the INVITE
    /// does not tell where requests should go.
    private(set) var requests: SIPRequestWriter?

    /// - Parameters:
    ///   - tag: the tag that we put on To.
    ///   - localSequence: from where our own requests count, under 2³¹.
    /// - Returns: nil for an INVITE without Call-ID or CSeq.
    init?(invite: SIPMessage, tag: [UInt8], localSequence: UInt32) {
        guard let id = DialogID(invite: invite, localTag: tag), let cseq = invite.cseq else { return nil }
        self.id = id
        remoteSequence = cseq.number
        self.localSequence = min(localSequence, UInt32(Int32.max) - 1)
    }

    /// Bytes that the dialog keeps.
    var size: Int { requests?.size ?? 0 }

    /// The 2xx to `invite` has gone out.
    mutating func confirm(by invite: SIPMessage, tag: [UInt8]) {
        isConfirmed = true
        requests = SIPRequestWriter(invite: invite, localTag: tag)
    }

    /// Notes the peer's next request.
    ///
    /// - Returns: false for a number lower than the last one's: out of order, to be answered with 500 (§12.2.2).
    mutating func accept(_ cseq: CSeq) -> Bool {
        guard cseq.number >= remoteSequence else { return false }
        remoteSequence = cseq.number
        return true
    }

    /// Takes the Contact of a request that may change the target: INVITE, UPDATE (§12.2.2, RFC 3311 §5.2). One
    /// that can't be taken leaves the target as it is.
    mutating func refreshTarget(from request: SIPMessage, invite: SIPMessage, tag: [UInt8]) {
        guard isConfirmed, request.contact != nil,
            let refreshed = SIPRequestWriter(invite: invite, localTag: tag, refresh: request)
        else { return }
        requests = refreshed
    }

    /// The CSeq number for the next request of ours (§12.2.1.1).
    mutating func nextLocalSequence() -> UInt32 {
        if localSequence < UInt32(Int32.max) { localSequence += 1 }
        return localSequence
    }
}
