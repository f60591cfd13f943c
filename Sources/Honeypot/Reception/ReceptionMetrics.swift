import Metrics
import SIP

/// What receivers count. Never by address or number.
struct ReceptionMetrics: Sendable {
    let ignored = Counter(label: "sentrypeer_packets_ignored")
    let retransmitted = Counter(label: "sentrypeer_requests_retransmitted")
    /// Connections that ended without a byte to read as SIP: no event, and yet somebody came.
    let silentConnections = Counter(label: "sentrypeer_connections_silent")
    let events = EventCounters()
    let malformed = MalformationCounters()
    let answers = AnswerCounters()
    /// Answers that the limiter let nobody send.
    let answersOverLimit = Counter(label: "sentrypeer_answers_held_back", dimensions: [("reason", "rate")])
    /// Answers longer than what their request may bring.
    let answersTooLong = Counter(label: "sentrypeer_answers_held_back", dimensions: [("reason", "size")])
}
