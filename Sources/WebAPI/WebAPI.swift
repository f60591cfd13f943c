import Hummingbird
import Logging
import NIOCore
import NIOPosix
import SIP
import ServiceLifecycle
import Store
import Telephony

/// The REST API. Binding happens in `init`, so that what is wrong shows at start; `run` serves until a graceful
/// shutdown.
public struct WebAPI: Service {
    /// PEM files of a certificate and its key.
    public struct IdentityFiles: Hashable, Sendable {
        public let certificate: String
        public let key: String

        public init(certificate: String, key: String) {
            self.certificate = certificate
            self.key = key
        }
    }

    public struct Configuration: Sendable {
        public var listen: Endpoint
        /// A node's database, made already.
        public var database: String
        /// What answers and pages say this program's version is.
        public var version: String
        /// nil to serve plain HTTP.
        public var identity: IdentityFiles?
        /// A file's path and text; nil to ask nobody for a token.
        public var tokens: (path: String, text: String)?
        /// Requests a second from one client, 0 for no limit.
        public var requestLimit = 1_000
        /// How callers dial whose numbers are asked for; nil when that is not known.
        public var dialPlan: CallerDialPlan?
        /// What of what others report may be acted on.
        public var actionPolicy = ActionPolicy()
        /// Asks the network about an address or a number; nil when the node does not share.
        public var askNetwork: (@Sendable (PeerSubject) async -> NetworkWord)?
        /// What `/metrics` shows.
        public var metrics = PrometheusRegistry()
        /// Names what of the node does not work, a sentence each, for `/ready`; none while all does. Must not wait.
        public var faults: @Sendable () -> [String] = { [] }
        var limits = HTTPListener.Limits()

        public init(listen: Endpoint, database: String, version: String) {
            self.listen = listen
            self.database = database
            self.version = version
        }
    }

    /// As it really is: port 0 became a real one.
    public var endpoint: Endpoint { listener.endpoint }
    public let isEncrypted: Bool
    /// Whether anybody who reaches the address is answered, without a token.
    public let isOpen: Bool

    private let listener: HTTPListener
    /// Its own: writing a long list must not hold up the honeypot's connections.
    private let group: MultiThreadedEventLoopGroup
    private let threads: NIOThreadPool
    private let logger: Logger

    private static let loops = 2
    private static let readingThreads = 2

    public init(_ configuration: Configuration, logger: Logger) async throws(WebAPIError) {
        let tokens = try configuration.tokens.map { file throws(WebAPIError) in
            try AccessTokens(file.text, path: file.path)
        }
        let tls = try configuration.identity.map { files throws(WebAPIError) in
            try TLSContext.make(certificate: files.certificate, key: files.key)
        }
        let lookups: StoreLookups
        do throws(StoreError) {
            lookups = try StoreLookups(
                path: configuration.database, dialPlan: configuration.dialPlan, connections: System.coreCount)
        } catch {
            throw .store(error)
        }
        threads = NIOThreadPool(numberOfThreads: Self.readingThreads)
        threads.start()
        group = MultiThreadedEventLoopGroup(numberOfThreads: Self.loops)
        let router = Self.router(
            configuration, tokens ?? .none, lookups, StoreLists(path: configuration.database, lookups, threads), logger)
        do throws(WebAPIError) {
            listener = try await HTTPListener(
                configuration.listen, tls: tls, limits: configuration.limits,
                responder: APIResponder(router: router.buildResponder(), logger: logger), group: group, logger: logger)
        } catch {
            await Self.end(group, threads)
            throw error
        }
        isEncrypted = tls != nil
        isOpen = tokens == nil
        self.logger = logger
    }

    public func run() async throws {
        do {
            try await listener.run()
        } catch {
            logger.error("the API is no longer served", metadata: ["reason": "\(error)"])
        }
        // A service that ends would end the node, which can do without an API.
        try? await gracefulShutdown()
        await Self.end(group, threads)
    }

    private static func end(_ group: MultiThreadedEventLoopGroup, _ threads: NIOThreadPool) async {
        try? await group.shutdownGracefully()
        try? await threads.shutdownGracefully()
    }
}
