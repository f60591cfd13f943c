import Events
import Logging
import NIOCore
import NIOPosix
import SIP
import ServiceLifecycle

/// The listeners of a node. Binding happens in `init`, so that a port that is taken stops the start;
/// `run` serves until a graceful shutdown.
public struct Honeypot: Service {
    public struct Configuration: Sendable {
        /// UDP and TCP.
        public var sipListen: [Endpoint] = []
        /// nil for no TLS.
        public var tlsListen: Endpoint?
        /// Whether an address that this machine lacks may be left out: true for defaults.
        public var toleratesMissingAddresses = false
        /// Whether SIP is answered.
        public var isResponsive = false
        /// Answers a second to each unproved /24 or /56.
        public var replyLimit = 200
        /// Sources that are answered and counted, not recorded.
        public var ignored: [CIDR] = []
        /// Where calls' media are; the even ones are given out.
        public var mediaPorts: ClosedRange<UInt16> = 10_000...20_000
        public var connectionLimit = 4_096
        public var sourceConnectionLimit = 256
        /// Seconds after which a silent connection is closed.
        public var idleTimeout = 60
        /// UDP sockets, each with a thread, for each address: one a core. Fewer were measured, and answer less.
        public var udpThreads = min(System.coreCount, 8)

        public init() {}
    }

    /// What is listened on, as it really is: port 0 became a real one.
    public let listening: [(transport: SIPTransport, endpoint: Endpoint)]
    private let datagrams: [UDPListener]
    private let streams: [StreamListener]
    private let switchboard: Switchboard
    private let group: MultiThreadedEventLoopGroup

    /// - Parameters:
    ///   - disguise: what the node pretends to be when it answers.
    ///   - ids: where events get their ids.
    ///   - identity: needed when there is a TLS address.
    ///   - mirror: where every message goes that is received or sent; nil when nobody wants them.
    /// - Throws: `ListenerError` for the first address that can't be had.
    public init(
        _ configuration: Configuration, node: UUIDBytes, disguise: Disguise, ids: EventIDGenerator,
        identity: TLSIdentity?, pipeline: EventPipeline, mirror: MirrorQueue? = nil, logger: Logger
    ) async throws(ListenerError) {
        let context = ReceptionContext(
            node: node, collection: configuration.isResponsive ? .responsive : .passive, ids: ids,
            ignored: configuration.ignored, replyLimit: configuration.replyLimit, pipeline: pipeline,
            disguise: disguise, media: MediaServer(ports: configuration.mediaPorts), mirror: mirror)
        let connections = ConnectionLimiter(
            limits: .init(total: configuration.connectionLimit, perSource: configuration.sourceConnectionLimit))
        let idle = TimeAmount.seconds(Int64(configuration.idleTimeout))
        let limits = StreamListener.Limits(idle: idle, message: idle)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: System.coreCount)
        var datagrams: [UDPListener] = []
        var streams: [StreamListener] = []
        var listening: [(SIPTransport, Endpoint)] = []
        for endpoint in configuration.sipListen {
            do throws(ListenerError) {
                let (udp, tcp) = try await Self.bind(endpoint) { endpoint throws(ListenerError) in
                    try UDPListener(endpoint: endpoint, threads: configuration.udpThreads, context: context)
                } tcp: { endpoint async throws(ListenerError) in
                    try await StreamListener(
                        endpoint: endpoint, tls: nil, limits: limits, connections: connections, context: context,
                        group: group)
                }
                datagrams.append(udp)
                streams.append(tcp)
                listening += [(.udp, udp.endpoint), (.tcp, tcp.endpoint)]
            } catch .noSuchAddress where configuration.toleratesMissingAddresses {
                logger.warning("this machine lacks an address, going on without", metadata: ["address": "\(endpoint)"])
            }
        }
        if let endpoint = configuration.tlsListen, let identity {
            let tls = try await StreamListener(
                endpoint: endpoint, tls: identity.context, limits: limits, connections: connections,
                context: context, group: group)
            streams.append(tls)
            listening.append((.tls, tls.endpoint))
        }
        self.datagrams = datagrams
        self.streams = streams
        switchboard = context.switchboard
        self.group = group
        self.listening = listening
    }

    /// UDP and TCP under one number. With port 0 the system draws UDP's, which TCP may find taken: then
    /// another is drawn.
    private static func bind(
        _ endpoint: Endpoint, udp: (Endpoint) throws(ListenerError) -> UDPListener,
        tcp: (Endpoint) async throws(ListenerError) -> StreamListener
    ) async throws(ListenerError) -> (UDPListener, StreamListener) {
        var drawsLeft = endpoint.port == 0 ? 16 : 0
        while true {
            let datagrams = try udp(endpoint)
            do throws(ListenerError) {
                return (datagrams, try await tcp(datagrams.endpoint))
            } catch .portTaken where drawsLeft > 0 {
                drawsLeft -= 1
            }
        }
    }

    public func run() async throws {
        await withTaskGroup(of: Void.self) { tasks in
            for listener in datagrams { tasks.addTask { try? await listener.run() } }
            tasks.addTask { try? await self.switchboard.run() }
            tasks.addTask { try? await self.switchboard.media.run() }
            tasks.addTask { try? await gracefulShutdown() }
            // Only the shutdown ends one of them.
            await tasks.next()
            for listener in datagrams { listener.stop() }
            for listener in streams { await listener.close() }
            switchboard.stop()
            switchboard.media.shutdown()
        }
        // Closing the loops closes what connections are left, and each hands on what it has read.
        try await group.shutdownGracefully()
    }
}
