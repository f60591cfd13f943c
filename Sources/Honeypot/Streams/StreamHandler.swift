import Events
import NIOCore
import SIP

/// One TCP or TLS connection: bytes in, framed into messages, answers out, events on. The source of its
/// events is the socket's peer, bound when the connection is made.
final class StreamHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let context: ReceptionContext
    private let transport: SIPTransport
    private let source: Endpoint
    private let destination: Endpoint
    private let messageTimeout: TimeAmount
    private var receiver: ProbeReceiver
    private var framer = SIPStreamFramer()
    private var replies = ReplyBuffer()
    /// Ends a message that takes too long to arrive, however slowly its bytes keep coming.
    private var deadline: Scheduled<Void>?
    private var isSilent = true
    private var isClosing = false

    init(
        context: ReceptionContext, transport: SIPTransport, source: Endpoint, destination: Endpoint,
        messageTimeout: TimeAmount, channel: any Channel
    ) {
        self.context = context
        self.transport = transport
        self.source = source
        self.destination = destination
        self.messageTimeout = messageTimeout
        receiver = ProbeReceiver(context: context, transport: transport) { _ in .connection(channel) }
    }

    func channelRead(context channel: ChannelHandlerContext, data: NIOAny) {
        guard !isClosing else { return }
        isSilent = false
        framer.append(unwrapInboundIn(data))
        var events = EventBatch()
        while !isClosing, let frame = framer.next() {
            handle(frame, channel, &events)
            // The time of the next message begins anew.
            deadline?.cancel()
            deadline = nil
        }
        flush(channel, events)
        watchDeadline(channel)
    }

    private func handle(_ frame: SIPStreamFramer.Frame, _ channel: ChannelHandlerContext, _ events: inout EventBatch) {
        switch frame {
        case .message(let bytes):
            let packet = packet(bytes)
            context.mirror?.received([packet])
            receiver.receive(packet, replies: &replies, events: &events)
        case .keepAlive:
            if context.collection == .responsive {
                replies.bytes.writeStaticString("\r\n")
                replies.endPart(for: 0)
            }
        case .broken(let bytes, let reason):
            let packet = packet(bytes)
            context.mirror?.received([packet])
            // Where a request can be made out, the peer is told before the connection closes (§18.3).
            if reason == .badContentLength {
                receiver.receive(packet, replies: &replies, events: &events)
            } else {
                receiver.record(.brokenStream(reason), packet, in: &events)
            }
            isClosing = true
        }
    }

    private func packet(_ bytes: ByteBuffer) -> Packet {
        Packet(bytes: bytes, source: source, destination: destination, transport: transport, time: .now)
    }

    private func flush(_ channel: ChannelHandlerContext, _ events: EventBatch) {
        if replies.bytes.readableBytes > 0 {
            channel.writeAndFlush(wrapOutboundOut(replies.bytes), promise: nil)
            context.mirror?.sent(replies, answering: [packet(ByteBuffer())])
            replies = ReplyBuffer()
        }
        context.pipeline.submit(events)
        if isClosing { channel.close(promise: nil) }
    }

    private func watchDeadline(_ channel: ChannelHandlerContext) {
        if framer.pendingBytes == 0 {
            deadline?.cancel()
            deadline = nil
        } else if deadline == nil {
            let bound = NIOLoopBound(channel, eventLoop: channel.eventLoop)
            let handler = NIOLoopBound(self, eventLoop: channel.eventLoop)
            deadline = channel.eventLoop.scheduleTask(in: messageTimeout) { handler.value.end(bound.value) }
        }
    }

    /// Records what has come of an unfinished message, and closes.
    private func end(_ channel: ChannelHandlerContext) {
        recordRest()
        isClosing = true
        channel.close(promise: nil)
    }

    private func recordRest() {
        guard case .broken(let bytes, let reason)? = framer.finish() else { return }
        var events = EventBatch()
        let packet = packet(bytes)
        context.mirror?.received([packet])
        receiver.record(.brokenStream(reason), packet, in: &events)
        context.pipeline.submit(events)
    }

    /// A peer that does not read what it asked for is not read from either.
    func channelWritabilityChanged(context channel: ChannelHandlerContext) {
        channel.channel.setOption(.autoRead, value: channel.channel.isWritable).whenFailure { _ in }
    }

    func userInboundEventTriggered(context channel: ChannelHandlerContext, event: Any) {
        if event is IdleStateHandler.IdleStateEvent {
            end(channel)
        } else {
            channel.fireUserInboundEventTriggered(event)
        }
    }

    func channelInactive(context channel: ChannelHandlerContext) {
        deadline?.cancel()
        recordRest()
        if isSilent { context.metrics.silentConnections.increment() }
    }

    /// The peer's trouble: a reset, a TLS alert. The connection is over, and what came is recorded.
    func errorCaught(context channel: ChannelHandlerContext, error: any Error) {
        channel.close(promise: nil)
    }
}
