/// What became of a call, once it has ended. Kept beside the event of its INVITE.
public struct CallRecord: Hashable, Sendable {
    /// Who or what ended a call.
    public enum Ending: UInt8, CaseIterable, Sendable {
        /// The caller hung up.
        case caller
        /// We did.
        case us
        /// The caller gave up before an answer (RFC 3261 §9).
        case cancelled
        /// We did not take it.
        case refused
        /// The caller fell silent: no ACK came, or nothing more.
        case abandoned

        /// A stable name for outputs, such as `caller`.
        public var name: StaticString {
            switch self {
            case .caller: "caller"
            case .us: "us"
            case .cancelled: "cancelled"
            case .refused: "refused"
            case .abandoned: "abandoned"
            }
        }
    }

    /// The event of the INVITE.
    public var event: EventID
    /// When we said that it rings; nil when we did not.
    public var ringing: Timestamp?
    /// When we took it; nil when we did not.
    public var answered: Timestamp?
    public var ended: Timestamp
    public var ending: Ending
    /// The status code of our final answer to the INVITE, 200…699.
    public var status: Int
    /// The digits that the caller pressed, in their order.
    public var dtmf: String
    /// RTP packets from the caller.
    public var packetsReceived: Int

    public init(
        event: EventID, ringing: Timestamp? = nil, answered: Timestamp? = nil, ended: Timestamp, ending: Ending,
        status: Int, dtmf: String = "", packetsReceived: Int = 0
    ) {
        self.event = event
        self.ringing = ringing
        self.answered = answered
        self.ended = ended
        self.ending = ending
        self.status = status
        self.dtmf = dtmf
        self.packetsReceived = packetsReceived
    }
}
