import NIOCore
import SIP

/// What requests of one server transaction have in common (RFC 3261 §17.2.3). Beyond what the RFC compares
/// also Call-ID, CSeq number and the source's address: they are the same within a transaction, and differ
/// between those of crude tools that use one branch for all their calls, and of strangers.
struct TransactionKey: Hashable, Sendable {
    private let fingerprint: Fingerprint
    /// Whether the branch alone names the transaction, as RFC 3261 wants it.
    let isUnique: Bool

    private static let magicCookie = Array("z9hG4bK".utf8)

    /// An ACK has the key of its INVITE.
    ///
    /// - Parameter isCancelled: give the key of the INVITE that a CANCEL is about (§9.2).
    /// - Returns: nil without Via, Call-ID or CSeq.
    init?(_ request: SIPMessage, from source: IPAddress, cancelled isCancelled: Bool = false) {
        guard case .request(let own, let spelling, let uri) = request.startLine, let via = request.topVia,
            let callID = request.callID, let cseq = request.cseq
        else { return nil }
        let method = own == .ack || isCancelled ? SIPMethod.invite : own
        let branch = via.branch.flatMap { Self.isUnique($0, in: request) ? $0 : nil }
        isUnique = branch != nil
        fingerprint = Fingerprint { parts in
            parts.add(source)
            parts.add(method)
            if method == .other { parts.add(spelling, of: request) }
            parts.add(callID, of: request)
            parts.add(cseq.number)
            if let branch {
                parts.add(branch, of: request)
                parts.add(via.host, of: request)
                parts.add(via.port)
                return
            }
            // RFC 2543 compares more. The To tag of an ACK is one that we gave: whoever takes it checks that.
            parts.add(uri, of: request)
            parts.add(via.range, of: request)
            parts.add(request.from?.tag, of: request)
            if method != .invite { parts.add(request.to?.tag, of: request) }
        }
    }

    /// Whether the branch says that it is one of RFC 3261, and no other transaction has it (§8.1.1.7).
    private static func isUnique(_ branch: ByteRange, in request: SIPMessage) -> Bool {
        guard branch.count > magicCookie.count else { return false }
        let bytes = request.bytes.readableBytesView.dropFirst(branch.lowerBound)
        return bytes.prefix(magicCookie.count).elementsEqual(magicCookie)
    }
}
