import Hummingbird
import Logging
import NIOCore
import NIOPosix
import SIP
import ServiceLifecycle
import Store

/// The REST API. Binding happens in `init`, so that what is wrong shows at start; `run` serves until a graceful
/// shutdown.
public struct WebAPI: Service {
    public struct Configuration: Sendable {
        public var listen: Endpoint
        /// A node's database, made already.
        public var database: String
        /// What answers and pages say this program's version is.
        public var version: String
        /// PEM files of a certificate and its key; nil to serve plain HTTP.
        public var identity: (certificate: String, key: String)?
        /// A file's path and text; nil to ask nobody for a token.
        public var tokens: (path: String, text: String)?
        /// Requests a second from one client, 0 for no limit.
        public var requestLimit = 1_000

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
    private let group: MultiThreadedEventLoopGroup
    private let threads: NIOThreadPool

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
            lookups = try StoreLookups(path: configuration.database, connections: System.coreCount)
        } catch {
            throw .store(error)
        }
        let threads = NIOThreadPool(numberOfThreads: Self.readingThreads)
        threads.start()
        // Loops of its own: writing a long list must not hold up the honeypot's connections.
        let group = MultiThreadedEventLoopGroup(numberOfThreads: Self.loops)
        let router = Router(context: APIContext.self)
        router.addMiddleware {
            StandardHeaders(version: configuration.version)
            FaultResponses(logger: logger)
            RequestLimit(rate: configuration.requestLimit)
            Authentication(tokens: tokens ?? .none)
        }
        let lists = StoreLists(path: configuration.database, lookups: lookups, threads: threads)
        Self.register(in: RouteTable(router), configuration.version, lookups, lists)
        listener = try await HTTPListener(
            configuration.listen, tls: tls, limits: HTTPListener.Limits(),
            responder: APIResponder(router: router.buildResponder(), logger: logger), group: group, logger: logger)
        isEncrypted = tls != nil
        isOpen = tokens == nil
        self.group = group
        self.threads = threads
    }

    private static func register(
        in routes: RouteTable, _ version: String, _ lookups: StoreLookups, _ lists: StoreLists
    ) {
        RootRoute().register(in: routes)
        HealthCheckRoute(version: version).register(in: routes)
        ReadyRoute(lookups: lookups).register(in: routes)
        ListRoute(form: .addresses, lists: lists).register("ip-addresses", in: routes)
        AddressRoute(lookups: lookups).register(in: routes)
        ListRoute(form: .numbers, lists: lists).register("numbers", in: routes)
        NumberRoute(lookups: lookups).register(in: routes)
    }

    public func run() async throws {
        try? await listener.run()
        try await group.shutdownGracefully()
        try await threads.shutdownGracefully()
    }
}
