import Metrics
import SIP

/// What receivers count. Never by address or number.
struct ReceptionMetrics: Sendable {
    let ignored = Counter(label: "sentrypeer_packets_ignored")
    let retransmitted = Counter(label: "sentrypeer_requests_retransmitted")
    let malformed = Counter(label: "sentrypeer_packets_malformed")
    let answersHeldBack = Counter(label: "sentrypeer_answers_held_back")
    /// Connections that ended without a byte to read as SIP: no event, and yet somebody came.
    let silentConnections = Counter(label: "sentrypeer_connections_silent")
    let answers = Counter(label: "sentrypeer_answers_sent")
}
