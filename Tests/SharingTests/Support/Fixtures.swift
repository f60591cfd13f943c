import Events
import SIP
import Testing

@testable import Sharing

/// The start of an epoch in November 2026.
let start = Timestamp(seconds: 1_795_305_600)

func author(_ number: UInt8) throws -> Identity {
    try #require(Identity(secret: [UInt8](repeating: number, count: Identity.secretBytes)))
}

func address(_ text: String) throws -> IPAddress { try #require(IPAddress(text)) }

func event(
    _ from: String = "185.53.88.31", number: String? = "+46500729221", method: String? = "INVITE",
    agent: String? = "SIPVicious", at time: Timestamp = start, attempts: UInt32 = 3, isProven: Bool = true
) throws -> BatchEvent {
    BatchEvent(
        address: try address(from), number: number, method: method, agent: agent, first: time, last: time,
        attempts: attempts, isProven: isProven)
}

/// A batch in the feed, as `identity` would put it.
func batch(
    _ events: [BatchEvent], by identity: Identity, sequence: UInt64 = 1, at time: Timestamp = start,
    network: UInt32 = 2, shard: UInt16 = 0
) throws -> SignedValue {
    let header = ValueHeader(
        network: network, key: .feed(FeedPlace(epoch: Epoch(time), shard: shard)), author: identity.author,
        sequence: sequence, previous: nil, created: time, expires: time.adding(ValueLimits.lifetime))
    return try #require(SignedValue(SharedValue(header, .batch(BatchBody(width: 0, events: events))), by: identity))
}

extension ReceivedValue {
    /// As it is found where it belongs.
    init(_ value: SignedValue) {
        self.init(bytes: value.bytes, id: value.value.header.id, key: value.value.header.key.infoHash)
    }
}

/// Random numbers that are the same each time.
struct Draws: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
