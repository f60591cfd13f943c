import Events
import NIOCore
import NIOTLS
import SIP

/// Stands in front of TLS and keeps the first bytes until the handshake is done. When it never is, since
/// the peer stops half-way or does not speak TLS, those bytes are the event. However slowly they keep
/// coming, the handshake has its time and no more.
final class HandshakeRecorder: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private static let limit = 4_096

    private let context: ReceptionContext
    private let source: Endpoint
    private let destination: Endpoint
    private let timeout: TimeAmount
    private var bytes = ByteBuffer()
    private var isDone = false
    private var deadline: Scheduled<Void>?

    init(context: ReceptionContext, source: Endpoint, destination: Endpoint, timeout: TimeAmount) {
        self.context = context
        self.source = source
        self.destination = destination
        self.timeout = timeout
    }

    func handlerAdded(context channel: ChannelHandlerContext) {
        let connection = channel.channel
        deadline = channel.eventLoop.scheduleTask(in: timeout) { connection.close(promise: nil) }
    }

    func channelRead(context channel: ChannelHandlerContext, data: NIOAny) {
        if !isDone {
            let read = unwrapInboundIn(data)
            bytes.writeBytes(read.readableBytesView.prefix(Self.limit - bytes.readableBytes))
        }
        channel.fireChannelRead(data)
    }

    /// Called when TLS has shaken hands.
    func handshakeCompleted() {
        isDone = true
        bytes = ByteBuffer()
        deadline?.cancel()
    }

    func channelInactive(context channel: ChannelHandlerContext) {
        deadline?.cancel()
        if !isDone, bytes.readableBytes > 0 {
            isDone = true
            var receiver = ProbeReceiver(context: context, transport: .tls) { [channel = channel.channel] _ in
                .connection(channel)
            }
            var events = EventBatch()
            let packet = Packet(bytes: bytes, source: source, destination: destination, transport: .tls, time: .now)
            receiver.record(.handshakeFailed, packet, in: &events)
            context.pipeline.submit(events)
        }
        channel.fireChannelInactive()
    }
}

/// Behind TLS: tells the recorder that its work is done.
final class HandshakeWitness: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer

    private let recorder: HandshakeRecorder

    init(recorder: HandshakeRecorder) {
        self.recorder = recorder
    }

    func userInboundEventTriggered(context channel: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { recorder.handshakeCompleted() }
        channel.fireUserInboundEventTriggered(event)
    }
}
