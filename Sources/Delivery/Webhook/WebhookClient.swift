import NIOCore
import NIOPosix
import NIOSSL

/// Asks for tokens and delivers, a request each; a thread of its own does the I/O.
struct WebhookClient: Sendable {
    /// Bytes of an answer to a delivery that are read.
    private static let answerLimit = 16 << 10

    let configuration: WebhookConfiguration
    private let exchange: HTTPExchange
    private let group: MultiThreadedEventLoopGroup
    private let signature: WebhookSignature?
    private let secrets: [Secret]

    init(_ configuration: WebhookConfiguration) throws(WebhookError) {
        self.configuration = configuration
        var trusted: [NIOSSLCertificate] = []
        if let authority = configuration.authority {
            trusted = (try? NIOSSLCertificate.fromPEMBytes(Array(authority.utf8))) ?? []
            guard !trusted.isEmpty else { throw .badAuthority }
        }
        secrets = configuration.secrets
        signature = configuration.signingSecret.map(WebhookSignature.init)
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        exchange = HTTPExchange(on: group, trusting: trusted, connections: configuration.requestLimit)
    }

    func deliver(_ deliveries: [Delivery], token: AccessToken?) async -> Result<HTTPAnswer, HTTPFault> {
        let request = WebhookRequest(
            deliveries, isBatch: configuration.isBatched, signature: signature, token: token,
            version: configuration.version, further: configuration.headers)
        return await exchange.post(
            request.body, to: configuration.url, headers: request.headers, limit: Self.answerLimit
        ).map { $0.hiding(secrets + [token?.secret].compactMap(\.self)) }
    }

    func askToken(_ credentials: ClientCredentials) async -> Result<TokenAnswer, TokenFault> {
        let result = await exchange.post(
            credentials.requestBody, to: credentials.tokenURL,
            headers: [
                "Content-Type": "application/json", "Accept": "application/json",
                "User-Agent": "SentryPeer/\(configuration.version)",
            ], limit: TokenAnswer.limit)
        return result.mapError(TokenFault.unreachable).flatMap(TokenAnswer.read)
    }

    /// Lets go of the connections. Nobody waits for it: a peer may take its time to end TLS, and the process ends.
    func shutdown() {
        Task {
            await exchange.shutdown()
            try? await group.shutdownGracefully()
        }
    }
}
