import Events
import NIOCore
import NIOHTTPTypes

/// Notes when a connection is being answered.
final class ConnectionWitness: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let connections: ConnectionTable
    private var connection: OpenConnection?

    init(_ connections: ConnectionTable) {
        self.connections = connections
    }

    func handlerAdded(context: ChannelHandlerContext) {
        connection = connections.open(context.channel)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // A request whose body is awaited is not being answered yet.
        if case .end = unwrapInboundIn(data) { connection?.beginAnswer() }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) { connection?.endAnswer(at: .now) }
        context.write(data, promise: promise)
    }
}
