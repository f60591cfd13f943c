import Logging
import NIOCore
import SIP
import Testing

@testable import Events
@testable import Honeypot

extension Endpoint {
    /// `198.51.100.7:5062` or `[::1]:5060`.
    static func make(_ text: String) throws -> Endpoint {
        let colon = try #require(text.lastIndex(of: ":"))
        let host = text[..<colon].filter { $0 != "[" && $0 != "]" }
        let address = try #require(IPAddress(host))
        let port = try #require(UInt16(text[text.index(after: colon)...]))
        return Endpoint(address: address, port: port)
    }

    static let local = Endpoint(address: .v4(0xC000_0201), port: 5060)
    static let peer = Endpoint(address: .v4(0xC633_6407), port: 5062)
}

extension Timestamp {
    static let start = Timestamp(nanoseconds: 1_645_528_755_848_934_346)

    static func after(_ duration: Duration) -> Timestamp { start.adding(duration) }
}

extension Packet {
    static func make(
        _ bytes: ByteBuffer, index: UInt32 = 0, from source: Endpoint = .peer, transport: SIPTransport = .udp,
        at time: Timestamp = .start
    ) -> Packet {
        Packet(
            index: index, bytes: bytes, source: source, destination: .local, transport: transport, time: time)
    }
}

/// A pipeline whose only sink is the test.
final class EventTrap: Sendable {
    private let queue: EventQueue
    let pipeline: EventPipeline

    /// - Parameter patience: how long to wait for events that a thread has still to hand over.
    init(patience: Duration = .zero) {
        queue = EventQueue(limits: .init(gathering: .zero, idle: patience))
        pipeline = EventPipeline(
            sinks: [SinkWorker(NoSink(), queue: queue, logger: Logger(label: "test"))])
    }

    private struct NoSink: EventSink {
        let name = "trap"
        func write(_ batch: EventBatch) throws(SinkError) {}
    }

    /// What has come since the last time.
    func take() -> EventBatch {
        if case .batch(let batch) = queue.take() { batch } else { EventBatch() }
    }

    /// Waits until `count` events have come, or none comes any more.
    func take(_ count: Int) -> [ProbeEvent] {
        var events: [ProbeEvent] = []
        while events.count < count {
            let batch = take()
            if batch.isEmpty { break }
            events += batch.events
        }
        return events
    }
}

extension ReceptionContext {
    static let node = UUIDBytes(high: 0x84D8_1449_4088_49B2, low: 0x9F90_D731_C588_DF79)

    static func make(
        _ collection: ProbeEvent.Collection = .responsive, _ persona: BuiltInPersona = .freepbx, ignored: [CIDR] = [],
        replyLimit: Int = 200, trap: EventTrap = EventTrap(), media: MediaServer = MediaServer(ports: 10_000...20_000),
        mirror: MirrorQueue? = nil
    ) throws -> ReceptionContext {
        ReceptionContext(
            node: node, collection: collection, ids: EventIDGenerator(), ignored: ignored, replyLimit: replyLimit,
            pipeline: trap.pipeline, disguise: try .made(persona), media: media, mirror: mirror)
    }
}

extension Disguise {
    /// Read once for all tests.
    private static let made = BuiltInPersona.allCases.map { persona in
        Result { try Disguise(.builtIn(persona), node: ReceptionContext.node) }
    }

    /// What the tests' node makes of a persona.
    static func made(_ persona: BuiltInPersona) throws -> Disguise {
        let index = try #require(BuiltInPersona.allCases.firstIndex(of: persona))
        return try made[index].get()
    }
}

extension ReplyBuffer {
    /// Each answer as its bytes.
    var answers: [ByteBuffer] {
        parts.compactMap { bytes.getSlice(at: $0.range.lowerBound, length: $0.range.count) }
    }

    var statuses: [Int?] {
        answers.map { try? $0.message.status }
    }

    var length: Int { parts.reduce(0) { $0 + $1.range.count } }
}
