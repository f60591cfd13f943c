import Events
import NIOCore
import SIP

/// Decides what a packet is: reads it, has it answered, and makes it an event. Does no I/O. One receiver belongs to
/// one thread or connection.
struct ProbeReceiver {
    private let context: ReceptionContext
    private let responder: Responder
    private let parser = SIPParser()
    /// nil on a connection, where nothing is sent twice (RFC 3261 §17.1.1.2).
    private var retransmissions: RetransmissionTable?

    /// - Parameter path: how a packet's sender is reached later.
    init(context: ReceptionContext, transport: SIPTransport, path: @escaping (Packet) -> ReplyPath) {
        self.context = context
        responder = Responder(context, path: path)
        retransmissions = transport.isStream ? nil : RetransmissionTable()
    }

    /// Nothing that a packet holds makes this fail: what can't be read becomes a malformed event.
    mutating func receive(_ packet: Packet, replies: inout ReplyBuffer, events: inout EventBatch) {
        do throws(SIPParseError) {
            receive(try parser.parse(packet.bytes), packet, replies: &replies, events: &events)
        } catch {
            record(.unreadable(error), packet, in: &events)
        }
    }

    /// Makes bytes that are no SIP message an event.
    mutating func record(_ malformation: Malformation, _ packet: Packet, in events: inout EventBatch) {
        context.metrics.malformed.count(malformation)
        guard !isIgnored(packet) else { return }
        context.metrics.events.count(packet.transport, nil)
        var event = event(for: packet, id: context.ids.next(at: packet.time))
        event.malformation = malformation
        events.events.append(event)
    }

    private mutating func receive(
        _ message: SIPMessage, _ packet: Packet, replies: inout ReplyBuffer, events: inout EventBatch
    ) {
        let id = context.ids.next(at: packet.time)
        let original = retransmissions?.original(of: message, from: packet.source, as: id, at: packet.time)
        var event = event(for: packet, id: id)
        event.describe(message)
        if context.collection == .responsive {
            let outcome = responder.respond(
                to: message, packet, event: original ?? id, isRepetition: original != nil,
                credentials: event.details?.credentials, into: &replies)
            if let details = event.details, let isRight = outcome.isPasswordRight {
                event.details = details.judged(isPasswordRight: isRight)
            }
            if let call = outcome.ended, !call.dtmf.isEmpty {
                event.details = (event.details ?? EventDetails()).adding(dtmf: call.dtmf)
            }
        }
        guard !isIgnored(packet) else { return }
        if let original {
            context.metrics.retransmitted.increment()
            events.retransmissions[original, default: 0] += 1
        } else {
            context.metrics.events.count(packet.transport, event.method)
            events.events.append(event)
        }
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
}
