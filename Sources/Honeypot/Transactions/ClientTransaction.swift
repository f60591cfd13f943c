import Events
import SIP

/// The client transaction of a request other than INVITE and ACK, such as our BYE (RFC 3261 §17.1.2). It
/// keeps no bytes: its user does, and sends what the actions say.
///
///     Trying ── 1xx ──→ Proceeding ── 200…699 ──→ Completed ── timer K ──→ Terminated
///        └─ 200…699 ────────────────────────────────↑
struct ClientTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable { case trying, proceeding, completed, terminated }

    enum Action: Hashable, Sendable {
        case nothing
        /// The request goes out once more.
        case sendAgain
        /// No final response came (timer F).
        case timedOut
    }

    private(set) var state = State.trying
    private let isReliable: Bool
    /// Timers E and F.
    private var sending: BackOff?
    /// Timer K.
    private var end: Timestamp?

    /// - Parameter now: when the request went out.
    init(isReliable: Bool, at now: Timestamp) {
        self.isReliable = isReliable
        sending = BackOff(from: now, isRepeated: !isReliable)
    }

    var deadline: Timestamp? { sending?.deadline ?? end }

    /// - Returns: Whether the response is one for the user: repetitions of the final one are not.
    mutating func receive(_ status: SIPStatus, at now: Timestamp) -> Bool {
        guard state == .trying || state == .proceeding else { return false }
        guard status.code >= 200 else {
            state = .proceeding
            sending?.slowDown()
            return true
        }
        sending = nil
        state = isReliable ? .terminated : .completed
        end = isReliable ? nil : now.adding(TimerValues.t4)
        return true
    }

    mutating func tick(at now: Timestamp) -> Action {
        if sending != nil {
            switch sending?.fire(at: now) {
            case .sendAgain: return .sendAgain
            case .giveUp:
                state = .terminated
                sending = nil
                return .timedOut
            case .nothing, nil: return .nothing
            }
        }
        if let end, now >= end {
            state = .terminated
            self.end = nil
        }
        return .nothing
    }
}
