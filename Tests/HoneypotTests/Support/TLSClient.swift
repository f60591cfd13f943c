import NIOCore
import NIOPosix
import NIOSSL
import SIP

/// One exchange with the node over TLS.
enum TLSClient {
    /// Sends `request` and gives what comes back up to the end of an answer's headers.
    static func ask(_ request: ByteBuffer, of target: Endpoint, version: TLSVersion) async throws -> ByteBuffer {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.certificateVerification = .none
        configuration.minimumTLSVersion = version
        configuration.maximumTLSVersion = version
        let context = try NIOSSLContext(configuration: configuration)
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let answer = loop.makePromise(of: ByteBuffer.self)
        let channel = try await ClientBootstrap(group: loop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers(
                        try NIOSSLClientHandler(context: context, serverHostname: nil), Collector(answer))
                }
            }
            .connect(host: target.address.description, port: Int(target.port)).get()
        try await channel.writeAndFlush(request).get()
        let bytes = try await answer.futureResult.get()
        try? await channel.close().get()
        return bytes
    }

    private final class Collector: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer

        private let answer: EventLoopPromise<ByteBuffer>
        private var bytes = ByteBuffer()

        init(_ answer: EventLoopPromise<ByteBuffer>) { self.answer = answer }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            bytes.writeImmutableBuffer(unwrapInboundIn(data))
            if bytes.text.hasSuffix("\r\n\r\n") { answer.succeed(bytes) }
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { answer.fail(error) }

        func channelInactive(context: ChannelHandlerContext) { answer.fail(ChannelError.eof) }
    }
}
