import Events
import NIOCore
import SIP

/// One INVITE's life by its plan: answers, dialog, hang-up (RFC 3261 §13.3, §14.2, §15). Takes messages and
/// the time, gives actions. Every call ends by itself, at the latest when its plan has run out, its last
/// transaction has, and repetitions can no longer come.
struct Call<Path: Sendable>: Sendable {
    enum Phase: Hashable, Sendable {
        /// No final response has gone out.
        case ringing
        /// A 2xx has gone out.
        case answered
        /// Our BYE has gone out.
        case hangingUp
        /// Nothing more happens. The call is kept while messages may be repeated.
        case over
    }

    let id: UInt64
    let invite: SIPMessage
    let key: TransactionKey
    let mergeKey: MergeKey
    let plan: CallPlan
    let started: Timestamp
    /// Where the INVITE came from.
    let inviteSource: Endpoint

    var phase = Phase.ringing
    /// Where the call is now: where its caller was last seen, if that address is to be trusted.
    var peer: CallPeer<Path>
    var transaction: InviteServerTransaction
    var dialog: Dialog
    /// The next of the plan's steps.
    var nextStep = 0
    var lastReply: CallReply?
    var responseNumber: UInt32
    var reliable: ReliableProvisional?
    /// The INVITE, first or later, whose ACK is waited for.
    var accepted: AcceptedInvite<Path>?
    var requests = RecentRequests()
    var hangUp: Timestamp?
    var bye: SentBye?
    /// Until when repetitions are answered once the call is over.
    var linger: Timestamp?
    var isMediaOn = false
    var record: CallRecord
    var hasEnded = false

    /// nil for an INVITE that lacks what names a transaction or a dialog.
    init?(
        id: UInt64, invite: SIPMessage, from peer: CallPeer<Path>, as event: EventID, by plan: CallPlan,
        at now: Timestamp
    ) {
        // The bytes may be a part of a larger buffer, which must not live as long as the call.
        let copy = ByteBuffer(bytes: invite.bytes.readableBytesView)
        let invite = (try? SIPParser().parse(copy)) ?? invite
        guard let key = TransactionKey(invite, from: peer.source.address), let mergeKey = MergeKey(invite),
            let dialog = Dialog(invite: invite, tag: plan.answers.tag, localSequence: plan.localSequence)
        else { return nil }
        self.id = id
        self.invite = invite
        self.key = key
        self.mergeKey = mergeKey
        self.plan = plan
        self.peer = peer
        self.dialog = dialog
        started = now
        inviteSource = peer.source
        transaction = InviteServerTransaction(isReliable: peer.transport.isStream)
        responseNumber = plan.responseNumber
        record = CallRecord(event: event, ended: now, ending: .abandoned, status: 0)
    }

    /// Bytes of messages that are kept, with the places of header fields.
    var size: Int {
        invite.bytes.storageCapacity + invite.headers.count * MemoryLayout<HeaderField>.stride + plan.size
            + dialog.size + (accepted?.response.storageCapacity ?? 0) + (bye?.request.storageCapacity ?? 0)
    }

    var isProved: Bool { peer.budget.isProved }

    /// Whether the INVITE's transaction, or the memory of it, would take the INVITE again.
    var isInviteKnown: Bool { transaction.state != .terminated || phase == .over }

    /// Whether nothing is left to be done, so that the call can be forgotten.
    var isFinished: Bool {
        guard phase == .over, linger == nil, bye == nil else { return false }
        return transaction.state == .terminated || transaction.state == .accepted
    }

    /// When the call has to be looked at next; nil once it is finished.
    var deadline: Timestamp? {
        let deadlines = [
            stepDeadline, transaction.deadline, reliable?.deadline, accepted?.deadline, hangUp,
            bye?.transaction.deadline, linger,
        ]
        return deadlines.compactMap(\.self).min()
    }

    /// Does what is due at `now`; afterwards nothing is.
    mutating func tick(at now: Timestamp, into actions: inout [CallAction<Path>]) {
        takeSteps(at: now, into: &actions)
        tickReliable(at: now, into: &actions)
        if transaction.tick(at: now) == .sendAgain { sendLastReply(into: &actions) }
        tickAccepted(at: now, into: &actions)
        if let hangUp, now >= hangUp { sayBye(.us, at: now, into: &actions) }
        tickBye(at: now, into: &actions)
        if let linger, now >= linger { self.linger = nil }
    }

    /// Sends a message to where the call is, if that address may get as many bytes.
    ///
    /// - Parameter reserve: bytes that have to stay for a later message.
    /// - Returns: Whether it was sent.
    @discardableResult
    mutating func send(
        _ bytes: ByteBuffer, keeping reserve: Int = 0, into actions: inout [CallAction<Path>]
    ) -> Bool {
        guard peer.budget.take(bytes.readableBytes, keeping: reserve) else { return false }
        actions.append(.send(bytes, to: peer.path))
        return true
    }

    /// Notes how the call went, once.
    mutating func end(_ ending: CallRecord.Ending, at now: Timestamp, into actions: inout [CallAction<Path>]) {
        guard !hasEnded else { return }
        hasEnded = true
        if isMediaOn {
            actions.append(.stopMedia(call: id))
        } else if let media = plan.media {
            actions.append(.releaseMedia(media))
        }
        record.ended = now
        record.ending = ending
        actions.append(.ended(call: id, record))
    }

    /// Leaves nothing to be done but to answer repetitions, which come for 64·T1 where a datagram may be lost.
    mutating func close(at now: Timestamp) {
        phase = .over
        reliable = nil
        accepted = nil
        hangUp = nil
        bye = nil
        linger = peer.transport.isStream ? nil : now.adding(TimerValues.timeout)
    }
}
