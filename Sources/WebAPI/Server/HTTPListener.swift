import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import SIP
import ServiceLifecycle

/// Accepts HTTP connections on one address. Binding happens in `init`, so that a port that is taken shows at start.
struct HTTPListener {
    /// Bounds on what a client may cost.
    struct Limits: Sendable {
        var connections = 1_024
        /// How long a request may take to come, and a connection may be idle.
        var idle = TimeAmount.seconds(30)
        /// Of a request's head.
        var headerBytes = 16_384
        var headerCount = 100
        /// How long answers that are under way may take to end when the node stops.
        var shutdown = TimeAmount.seconds(1)
    }

    /// As it really is: port 0 became a real one.
    let endpoint: Endpoint
    private let http: HTTP1Channel
    private let server: NIOAsyncChannel<HTTP1Channel.Value, Never>
    private let connections: ConnectionTable
    private let shutdownTime: TimeAmount
    private let logger: Logger

    /// - Parameter tls: nil for plain HTTP.
    init(
        _ wanted: Endpoint, tls: NIOSSLContext?, limits: Limits, responder: APIResponder,
        group: any EventLoopGroup, logger: Logger
    ) async throws(WebAPIError) {
        let connections = ConnectionTable(limit: limits.connections)
        let http = HTTP1Channel(
            responder: responder.respond,
            configuration: .init(
                additionalChannelHandlers: [ConnectionWitness(connections)], idleTimeout: limits.idle,
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: limits.headerBytes, maxHeaderListSize: limits.headerBytes,
                    maxHeaderFieldCount: limits.headerCount)))
        self.http = http
        self.connections = connections
        self.logger = logger
        shutdownTime = limits.shutdown
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.backlog, value: 1_024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            // Answers are written whole; waiting for more only delays them.
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
        do {
            let address = try SocketAddress(ipAddress: wanted.address.description, port: Int(wanted.port))
            server = try await bootstrap.bind(to: address) { channel in
                channel.eventLoop.makeCompletedFuture {
                    guard let tls else { return }
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: tls))
                }.flatMap {
                    http.setup(channel: channel, logger: logger)
                }
            }
            endpoint = Endpoint(server.channel.localAddress) ?? wanted
        } catch let error as IOError {
            throw WebAPIError(errno: error.errnoCode, endpoint: wanted)
        } catch {
            throw .failed(wanted, reason: "\(error)")
        }
    }

    /// Serves until a graceful shutdown, and then lets answers that are under way end.
    func run() async throws {
        try await withGracefulShutdownHandler {
            try await withThrowingDiscardingTaskGroup { tasks in
                try await server.executeThenClose { accepted in
                    for try await connection in accepted {
                        tasks.addTask { await http.handle(value: connection, logger: logger) }
                    }
                }
            }
        } onGracefulShutdown: {
            server.channel.eventLoop.scheduleTask(in: shutdownTime) { connections.closeAll() }
            connections.quiesce()
            // The last: once this is done `run` ends, and the loops may be gone.
            server.channel.close(promise: nil)
        }
    }
}
