import Metrics
import NIOCore
import SIP

/// SIP answers that were sent, by their code: the usual ones each, the others by their class. All counters are made at
/// the start.
struct AnswerCounters: Sendable {
    static let codes = [
        100, 180, 183, 200, 202, 400, 401, 403, 404, 405, 407, 408, 414, 415, 416, 420, 423, 480, 481, 482, 483, 484,
        486, 487, 488, 489, 491, 500, 501, 503, 505, 513, 603,
    ]

    /// By the code less 100.
    private let counters: [Counter]

    init(factory: any MetricsFactory = MetricsSystem.factory) {
        func counter(_ code: String) -> Counter {
            Counter(label: "sentrypeer_answers_sent", dimensions: [("code", code)], factory: factory)
        }
        var counters: [Counter] = []
        for hundred in 1...6 { counters += Array(repeating: counter("\(hundred)xx"), count: 100) }
        for code in Self.codes { counters[code - 100] = counter("\(code)") }
        self.counters = counters
    }

    func count(_ status: SIPStatus) { counters[status.code - 100].increment() }

    /// Counts a message of ours if it is a response (RFC 3261 §7.2).
    func count(_ message: ByteBuffer) {
        let bytes = message.readableBytesUInt8Span
        guard bytes.count > 11, bytes[3] == UInt8(ascii: "/"), bytes[7] == UInt8(ascii: " ") else { return }
        var code = 0
        for index in 8..<11 {
            guard case 0x30...0x39 = bytes[index] else { return }
            code = code * 10 + Int(bytes[index] - 0x30)
        }
        count(SIPStatus(code))
    }
}
