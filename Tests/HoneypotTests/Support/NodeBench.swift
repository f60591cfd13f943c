import NIOCore
import NIOEmbedded
import SIP
import Testing

@testable import Events
@testable import Honeypot

/// A node without sockets, a peer at its other end, and a clock that moves only when told. Made and used by one thread.
struct NodeBench {
    let context: ReceptionContext
    let trap = EventTrap()
    let media: MediaServer
    let transport: SIPTransport
    var now = Timestamp.start
    private(set) var events = EventBatch()
    private var receiver: ProbeReceiver
    private var replies = ReplyBuffer()
    /// Where calls send to.
    private let channel = EmbeddedChannel()

    init(
        _ persona: BuiltInPersona = .freepbx, transport: SIPTransport = .udp, replyLimit: Int = 200,
        mediaLimit: Int = MediaServer.streamLimit
    ) throws {
        self.transport = transport
        media = MediaServer(ports: 10_000...20_000, limit: mediaLimit)
        context = try .make(.responsive, persona, replyLimit: replyLimit, trap: trap, media: media)
        let channel = channel
        receiver = ProbeReceiver(context: context, transport: transport) { _ in .connection(channel) }
    }

    var disguise: Disguise { context.pbx.disguise }

    /// An extension with a planted password.
    var weak: Account {
        get throws { try #require(disguise.accounts.first { $0.password != nil }) }
    }

    /// One whose password nobody knows.
    var strong: Account {
        get throws { try #require(disguise.accounts.first { $0.password == nil }) }
    }

    /// Hands over a packet.
    ///
    /// - Returns: What goes out at once, the calls' messages first.
    mutating func send(_ bytes: ByteBuffer, from source: Endpoint = .peer) throws -> [ByteBuffer] {
        receiver.receive(
            .make(bytes, from: source, transport: transport, at: now), replies: &replies, events: &events)
        defer { replies.clear() }
        return try sentByCalls() + replies.answers
    }

    mutating func statuses(_ bytes: ByteBuffer, from source: Endpoint = .peer) throws -> [Int?] {
        try send(bytes, from: source).map { try $0.message.status }
    }

    /// The one answer to a request.
    mutating func answer(_ bytes: ByteBuffer, from source: Endpoint = .peer) throws -> SIPMessage {
        let answers = try send(bytes, from: source)
        try #require(answers.count == 1)
        return try answers[0].message
    }

    /// Lets time pass, with a tick whenever something is due.
    ///
    /// - Returns: What went out.
    mutating func pass(_ duration: Duration) throws -> [ByteBuffer] {
        let end = now.adding(duration)
        while let next = context.switchboard.state.withLock({ $0.table.nextDeadline }), next <= end {
            now = max(now, next)
            context.switchboard.tick(at: now)
        }
        now = end
        return try sentByCalls()
    }

    private func sentByCalls() throws -> [ByteBuffer] {
        var all: [ByteBuffer] = []
        while let next = try channel.readOutbound(as: ByteBuffer.self) { all.append(next) }
        return all
    }

    /// Calls that have ended since the last time.
    func endedCalls() -> [CallRecord] {
        var calls: [CallRecord] = []
        while case let batch = trap.take(), !batch.isEmpty { calls += batch.calls }
        return calls
    }

    /// Ports for media that can still be had.
    var freePorts: Int {
        var ports: [UInt16] = []
        while let port = media.reservePort() { ports.append(port) }
        for port in ports { media.releasePort(port) }
        return ports.count
    }
}
