import Events
import SIP

/// The server transaction of an INVITE (RFC 3261 §17.2.1, with the accepted state of RFC 6026 §7.1). It
/// keeps no bytes: its user does, and sends what the actions say.
///
///     Proceeding ── 2xx ──→ Accepted ── timer L ──→ Terminated
///         └─ 300…699 ─→ Completed ── ACK ──→ Confirmed ── timer I ──→ Terminated
///                           └─ timer H ──→ Terminated
struct InviteServerTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable { case proceeding, completed, accepted, confirmed, terminated }

    enum Input: Hashable, Sendable {
        /// The INVITE again.
        case invite
        /// An ACK that matches the transaction.
        case ack
        /// What the user answers.
        case response(SIPStatus)
    }

    enum Action: Hashable, Sendable {
        case nothing
        /// The response that was given goes out.
        case send
        /// The last response goes out once more.
        case sendAgain
        /// An ACK came for a 2xx, which is the user's (RFC 6026 §7.1).
        case passAck
        /// No ACK came for a refusal.
        case timedOut
    }

    private(set) var state = State.proceeding
    private let isReliable: Bool
    private var hasResponded = false
    /// Timers G and H.
    private var completed: BackOff?
    /// Timer I or L.
    private var end: Timestamp?

    /// - Parameter isReliable: whether the transport repeats what is lost.
    init(isReliable: Bool) {
        self.isReliable = isReliable
    }

    var deadline: Timestamp? { completed?.deadline ?? end }

    mutating func receive(_ input: Input, at now: Timestamp) -> Action {
        switch (state, input) {
        case (.proceeding, .invite): return hasResponded ? .sendAgain : .nothing
        case (.proceeding, .response(let status)):
            respond(status, at: now)
            return .send
        case (.completed, .invite): return .sendAgain
        case (.completed, .ack):
            confirm(at: now)
            return .nothing
        case (.accepted, .ack): return .passAck
        // The user repeats its 2xx by itself (RFC 3261 §13.3.1.4).
        case (.accepted, .response(let status)) where (200..<300).contains(status.code): return .send
        // Repetitions of the INVITE are absorbed (RFC 6026 §7.1); there is one final response.
        case (.proceeding, .ack), (.completed, .response), (.accepted, _), (.confirmed, _), (.terminated, _):
            return .nothing
        }
    }

    mutating func tick(at now: Timestamp) -> Action {
        if completed != nil {
            switch completed?.fire(at: now) {
            case .sendAgain: return .sendAgain
            case .giveUp:
                terminate()
                return .timedOut
            case .nothing, nil: return .nothing
            }
        }
        if let end, now >= end { terminate() }
        return .nothing
    }

    private mutating func respond(_ status: SIPStatus, at now: Timestamp) {
        hasResponded = true
        switch status.code {
        case ..<200: break
        case ..<300:
            state = .accepted
            end = now.adding(TimerValues.timeout)
        default:
            state = .completed
            completed = BackOff(from: now, isRepeated: !isReliable)
        }
    }

    private mutating func confirm(at now: Timestamp) {
        completed = nil
        // Timer I waits for further ACKs, which a reliable transport does not bring.
        guard !isReliable else { return terminate() }
        state = .confirmed
        end = now.adding(TimerValues.t4)
    }

    private mutating func terminate() {
        state = .terminated
        completed = nil
        end = nil
    }
}
