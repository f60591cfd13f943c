import Events
import SIP

/// The server transaction of a request other than INVITE and ACK (RFC 3261 §17.2.2). It keeps no bytes:
/// its user does, and sends what the actions say.
///
///     Trying ── 1xx ──→ Proceeding ── 200…699 ──→ Completed ── timer J ──→ Terminated
///        └─ 200…699 ────────────────────────────────↑
struct ServerTransaction: Hashable, Sendable {
    enum State: Hashable, Sendable { case trying, proceeding, completed, terminated }

    enum Input: Hashable, Sendable {
        /// The request again.
        case request
        /// What the user answers.
        case response(SIPStatus)
    }

    enum Action: Hashable, Sendable {
        case nothing
        /// The response that was given goes out.
        case send
        /// The last response goes out once more.
        case sendAgain
    }

    private(set) var state = State.trying
    private let isReliable: Bool
    /// Timer J.
    private(set) var deadline: Timestamp?

    init(isReliable: Bool) {
        self.isReliable = isReliable
    }

    mutating func receive(_ input: Input, at now: Timestamp) -> Action {
        tick(at: now)
        switch (state, input) {
        case (.trying, .response(let status)), (.proceeding, .response(let status)):
            respond(status, at: now)
            return .send
        case (.proceeding, .request), (.completed, .request): return .sendAgain
        case (.trying, .request), (.completed, .response), (.terminated, _): return .nothing
        }
    }

    mutating func tick(at now: Timestamp) {
        guard let deadline, now >= deadline else { return }
        state = .terminated
        self.deadline = nil
    }

    private mutating func respond(_ status: SIPStatus, at now: Timestamp) {
        guard status.code >= 200 else {
            state = .proceeding
            return
        }
        state = isReliable ? .terminated : .completed
        deadline = isReliable ? nil : now.adding(TimerValues.timeout)
    }
}
