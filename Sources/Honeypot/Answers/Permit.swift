import Events
import SIP

/// What may be sent because of one packet, in one message or several. The limiter decides once, and is not asked at all
/// for a source that has proved that it receives what we send.
struct Permit {
    var isProved: Bool
    private let source: Endpoint
    private let bytes: Int
    private let time: Timestamp
    private var granted: ReplyLimiter.Allowance?
    /// How many messages the limiter has counted.
    private var counted = 0

    init(_ packet: Packet, isProved: Bool) {
        source = packet.source
        bytes = packet.bytes.readableBytes
        time = packet.time
        self.isProved = isProved
    }

    /// - Parameter answers: how many messages to reckon with in all.
    mutating func allowance(_ limiter: ReplyLimiter.Shared, answers: Int) -> ReplyLimiter.Allowance {
        if isProved { return .unlimited }
        guard let granted else {
            let allowance = limiter.allowance(
                for: source, bytes: bytes, answers: answers, at: time)
            granted = allowance
            counted = answers
            return allowance
        }
        guard granted != .unlimited, granted != .nothing, answers > counted else { return granted }
        limiter.charge(source, answers: answers - counted, at: time)
        counted = answers
        return granted
    }

    /// The same for a call, which spends it message by message.
    mutating func budget(_ limiter: ReplyLimiter.Shared, answers: Int) -> ReplyBudget {
        switch allowance(limiter, answers: answers) {
        case .unlimited: .proved
        case .bytes(let bytes), .shortBytes(let bytes): ReplyBudget(bytes: bytes)
        case .nothing: .nothing
        }
    }

    /// Whether the source's network is so calm that its calls can be taken: each means messages that go out unasked.
    mutating func allowsCall(_ limiter: ReplyLimiter.Shared) -> Bool {
        switch allowance(limiter, answers: 3) {
        case .unlimited, .bytes: true
        case .shortBytes, .nothing: false
        }
    }
}

extension ReplyLimiter.Allowance {
    /// At most so many bytes.
    var bytes: Int {
        switch self {
        case .unlimited: .max
        case .bytes(let bytes), .shortBytes(let bytes): bytes
        case .nothing: 0
        }
    }
}

extension SIPMethod {
    /// Whether such a request may start a call or be part of one without showing a tag of ours.
    var mayBelongToCall: Bool {
        switch self {
        case .invite, .ack, .cancel: true
        default: false
        }
    }
}
