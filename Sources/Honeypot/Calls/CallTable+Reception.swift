import Events
import SIP

/// Which call a message is for.
extension CallTable {
    /// Takes any request that is not to be refused for an error in it (§8.2).
    ///
    /// - Parameter session: our session description for a request of a dialog that has an offer, or asks for
    ///   one. It is asked again when the request comes again, and has to give the same.
    mutating func receive(
        _ request: SIPMessage, from peer: CallPeer<Path>, at now: Timestamp, into actions: inout [CallAction<Path>],
        session: Call<Path>.Session = { $1.answers.session }
    ) -> CallDisposition {
        guard let method = request.method, let key = TransactionKey(request, from: peer.source.address)
        else { return .outside }
        switch method {
        case .ack:
            acknowledge(request, key, from: peer, at: now, into: &actions)
            return .handled
        case .cancel: return cancel(request, from: peer, at: now, into: &actions)
        case .invite:
            if let id = index.call(of: key), call(id)?.isInviteKnown == true {
                update(id, at: now, into: &actions) { $0.receiveInviteAgain(from: peer, at: now, into: &$1) }
                return .handled
            }
        default: break
        }
        guard request.to?.tag != nil else { return isMerged(request) ? .refused(.loopDetected) : .outside }
        // A registration is no part of a dialog (RFC 3261 §10.2).
        guard method != .register else { return .outside }
        guard let dialog = DialogID(request), let id = index.call(of: dialog) else {
            return .refused(.callDoesNotExist)
        }
        let disposition = update(id, at: now, into: &actions) {
            $0.receive(request, key: key, from: peer, at: now, session: session, into: &$1)
        }
        return disposition ?? .refused(.callDoesNotExist)
    }

    /// A response, of which only those to our BYE are awaited.
    ///
    /// - Returns: Whether it was one.
    mutating func receive(
        response: SIPMessage, from peer: CallPeer<Path>, at now: Timestamp, into actions: inout [CallAction<Path>]
    ) -> Bool {
        guard let dialog = DialogID(response: response), let id = index.call(of: dialog) else { return false }
        return update(id, at: now, into: &actions) {
            $0.receive(response: response, from: peer, at: now, into: &$1)
        } ?? false
    }

    /// The ACK of a refusal is part of the INVITE's transaction (§17.1.1.3), that of a 2xx of the dialog alone
    /// (§13.2.2.4). One that is of neither is passed over.
    private mutating func acknowledge(
        _ ack: SIPMessage, _ key: TransactionKey, from peer: CallPeer<Path>, at now: Timestamp,
        into actions: inout [CallAction<Path>]
    ) {
        let ofDialog = DialogID(ack).flatMap { index.call(of: $0) }
        var ofTransaction = index.call(of: key)
        // By RFC 2543's rule also our tag has to be there (§17.2.3).
        if !key.isUnique, ofTransaction != ofDialog { ofTransaction = nil }
        for id in [ofDialog, ofTransaction == ofDialog ? nil : ofTransaction].compactMap(\.self) {
            update(id, at: now, into: &actions) {
                $0.acknowledge(
                    ack, isOfTransaction: id == ofTransaction, isOfDialog: id == ofDialog, from: peer, at: now,
                    into: &$1)
            }
        }
    }

    private mutating func cancel(
        _ request: SIPMessage, from peer: CallPeer<Path>, at now: Timestamp, into actions: inout [CallAction<Path>]
    ) -> CallDisposition {
        guard let key = TransactionKey(request, from: peer.source.address, cancelled: true) else { return .outside }
        let id = index.call(of: key) ?? DialogID(request).flatMap { index.call(of: $0) }
        guard let id, let call = call(id),
            call.key == key ? call.isInviteKnown : call.requests.holds(key)
        else { return .refused(.callDoesNotExist) }
        update(id, at: now, into: &actions) { $0.cancel(request, key, from: peer, at: now, into: &$1) }
        return .handled
    }

    /// Whether an INVITE has come by another way before, and is still under way (§8.2.2.2).
    private func isMerged(_ request: SIPMessage) -> Bool {
        guard request.method == .invite, let key = MergeKey(request), let id = index.call(of: key),
            let call = call(id)
        else { return false }
        return call.isInviteKnown
    }
}
