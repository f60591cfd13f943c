import Metrics
import NIOCore
import NIOPosix
import NIOSSL
import SIP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Accepts TCP or TLS connections on one address.
struct StreamListener {
    /// Bounds on what a connection may cost.
    struct Limits: Sendable {
        /// Closes a connection on which nothing comes for so long.
        var idle: TimeAmount
        /// How long one message may take to arrive.
        var message: TimeAmount
    }

    let endpoint: Endpoint
    private let channel: any Channel

    private static let rejected = Counter(label: "sentrypeer_connections_rejected")

    /// - Parameter tls: nil for plain TCP.
    init(
        endpoint: Endpoint, tls: NIOSSLContext?, limits: Limits, connections: ConnectionLimiter,
        context: ReceptionContext, group: any EventLoopGroup
    ) async throws(ListenerError) {
        let transport: SIPTransport = tls == nil ? .tcp : .tls
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try Self.prepare(channel, transport, tls, limits, connections, context)
                }
            }
        do {
            let address = try SocketAddress(ipAddress: endpoint.address.description, port: Int(endpoint.port))
            let withFamily =
                endpoint.address.isV4
                ? bootstrap
                : bootstrap.serverChannelOption(
                    .socket(SocketOptionLevel(IPPROTO_IPV6), SocketOptionName(IPV6_V6ONLY)), value: 1)
            channel = try await withFamily.bind(to: address).get()
            self.endpoint = Endpoint(channel.localAddress) ?? endpoint
        } catch let error as IOError {
            throw ListenerError(errno: error.errnoCode, transport: transport, endpoint: endpoint)
        } catch {
            throw .failed(transport, endpoint, reason: "\(error)")
        }
    }

    private static func prepare(
        _ channel: any Channel, _ transport: SIPTransport, _ tls: NIOSSLContext?, _ limits: Limits,
        _ connections: ConnectionLimiter, _ context: ReceptionContext
    ) throws {
        // A peer that is gone already leaves nothing to listen to.
        guard let source = Endpoint(channel.remoteAddress), let destination = Endpoint(channel.localAddress),
            connections.open(from: source.address)
        else {
            rejected.increment()
            channel.close(promise: nil)
            return
        }
        channel.closeFuture.whenComplete { _ in connections.close(from: source.address) }
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(IdleStateHandler(readTimeout: limits.idle))
        if let tls {
            let recorder = HandshakeRecorder(
                context: context, source: source, destination: destination, timeout: limits.message)
            try pipeline.addHandler(recorder)
            try pipeline.addHandler(NIOSSLServerHandler(context: tls))
            try pipeline.addHandler(HandshakeWitness(recorder: recorder))
        }
        try pipeline.addHandler(
            StreamHandler(
                context: context, transport: transport, source: source, destination: destination,
                messageTimeout: limits.message, channel: channel))
    }

    var isListening: Bool { channel.isActive }

    /// Stops accepting. Connections that are open stay until they end or the loops do.
    func close() async {
        try? await channel.close().get()
    }
}
