import Events
import NIOCore
import SIP

/// Decides what a packet is and what it gets: reads it, writes the answers it is allowed, and makes it
/// an event. Does no I/O. One receiver belongs to one thread or connection.
struct ProbeReceiver {
    private let context: ReceptionContext
    private let parser = SIPParser()
    /// nil on a connection, where nothing is sent twice (RFC 3261 §17.1.1.2).
    private var retransmissions: RetransmissionTable?

    init(context: ReceptionContext, transport: SIPTransport) {
        self.context = context
        retransmissions = transport.isStream ? nil : RetransmissionTable()
    }

    /// Nothing that a packet holds makes this fail: what can't be read becomes a malformed event.
    mutating func receive(_ packet: Packet, replies: inout ReplyBuffer, events: inout EventBatch) {
        do throws(SIPParseError) {
            let message = try parser.parse(packet.bytes)
            if context.collection == .responsive { answer(message, packet, into: &replies) }
            record(message, packet, in: &events)
        } catch {
            record(.unreadable(error), packet, in: &events)
        }
    }

    /// Makes bytes that are no SIP message an event.
    mutating func record(_ malformation: Malformation, _ packet: Packet, in events: inout EventBatch) {
        context.metrics.malformed.increment()
        guard !isIgnored(packet) else { return }
        var event = event(for: packet, id: context.ids.next(at: packet.time))
        event.malformation = malformation
        events.events.append(event)
    }

    private mutating func record(_ message: SIPMessage, _ packet: Packet, in events: inout EventBatch) {
        guard !isIgnored(packet) else { return }
        let id = context.ids.next(at: packet.time)
        if let original = retransmissions?.original(of: message, from: packet.source, as: id, at: packet.time) {
            context.metrics.retransmitted.increment()
            events.retransmissions[original, default: 0] += 1
            return
        }
        var event = event(for: packet, id: id)
        event.describe(message)
        events.events.append(event)
    }

    private func isIgnored(_ packet: Packet) -> Bool {
        guard context.isIgnored(packet.source.address) else { return false }
        context.metrics.ignored.increment()
        return true
    }

    private func event(for packet: Packet, id: EventID) -> ProbeEvent {
        ProbeEvent(
            id: id, uuid: context.ids.uuid(of: id), time: packet.time, node: context.node, source: packet.source,
            destination: packet.destination,
            transport: packet.transport, collection: context.collection, message: packet.bytes)
    }

    private func answer(_ request: SIPMessage, _ packet: Packet, into replies: inout ReplyBuffer) {
        let isProof = packet.transport.isStream || context.server.isProof(request, from: packet.source)
        if isProof, !packet.transport.isStream {
            context.limiter.withLock { $0.prove(packet.source, at: packet.time) }
        }
        guard let verdict = context.server.verdict(on: request) else { return }
        let allowance: ReplyLimiter.Allowance =
            isProof
            ? .unlimited
            : context.limiter.withLock {
                $0.allowance(
                    for: packet.source, bytes: packet.bytes.readableBytes,
                    answers: verdict.provisional.count + 1, at: packet.time)
            }
        write(verdict, request, packet, allowance, into: &replies)
    }

    /// The final answer goes before the provisional ones when not all fit: a call that gets no answer
    /// shows more than one that is refused at once.
    private func write(
        _ verdict: StatelessUAS.Verdict, _ request: SIPMessage, _ packet: Packet,
        _ allowance: ReplyLimiter.Allowance, into replies: inout ReplyBuffer
    ) {
        let budget: Int
        switch allowance {
        case .unlimited: budget = .max
        case .bytes(let bytes), .shortBytes(let bytes): budget = bytes
        case .nothing:
            context.metrics.answersHeldBack.increment()
            return
        }
        let isShort = if case .shortBytes = allowance { true } else { false }
        let writer = SIPResponseWriter(request: request, source: packet.source)
        let tag = context.server.tag(for: request, from: packet.source)
        writer.write(verdict.status, toTag: tag, headers: isShort ? [] : verdict.headers, into: &replies.bytes)
        let finalLength = replies.partLength
        guard finalLength <= budget else {
            replies.discardPart()
            context.metrics.answersHeldBack.increment()
            return
        }
        if !isShort, !verdict.provisional.isEmpty {
            replies.discardPart()
            var rest = budget - finalLength
            for status in verdict.provisional {
                writer.write(status, toTag: tag, headers: verdict.provisionalHeaders, into: &replies.bytes)
                if replies.partLength <= rest {
                    rest -= replies.partLength
                    replies.endPart(for: packet.index)
                } else {
                    replies.discardPart()
                }
            }
            writer.write(verdict.status, toTag: tag, headers: verdict.headers, into: &replies.bytes)
        }
        replies.endPart(for: packet.index)
        context.metrics.answers.increment()
    }
}
