import Events
import Metrics

/// Packets that are no SIP message, by the reason. All counters are made at the start.
struct MalformationCounters: Sendable {
    /// As `Malformation` names them, in the order of `index`.
    static let reasons = [
        "empty", "message-too-large", "no-start-line", "bad-status-code", "bad-content-length", "not-sip", "truncated",
        "tls-handshake-failed",
    ]

    private let counters: [Counter]

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        counters = Self.reasons.map {
            Counter(label: "sentrypeer_packets_malformed", dimensions: [("reason", $0)], factory: factory)
        }
    }

    func count(_ malformation: Malformation) { counters[Self.index(of: malformation)].increment() }

    static func index(of malformation: Malformation) -> Int {
        switch malformation {
        case .unreadable(.empty): 0
        case .unreadable(.messageTooLarge), .brokenStream(.tooLarge): 1
        case .unreadable(.noStartLine): 2
        case .unreadable(.badStatusCode): 3
        case .brokenStream(.badContentLength): 4
        case .brokenStream(.notSIP): 5
        case .brokenStream(.truncated): 6
        case .handshakeFailed: 7
        }
    }
}
