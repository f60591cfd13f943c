import AsyncHTTPClient
import Events
import Logging
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL

/// POSTs, each with a bound on its answer's size and time. Connections are kept and used again.
struct HTTPExchange: Sendable {
    /// How long a connection may take.
    private static let connectTime = TimeAmount.seconds(10)

    private let client: HTTPClient
    private let answerTime: TimeAmount

    /// - Parameters:
    ///   - trusted: authorities to believe besides the system's.
    ///   - connections: at once to one host.
    ///   - answerTime: how long an answer may take from the request's first byte on.
    init(
        on group: any EventLoopGroup, trusting trusted: [NIOSSLCertificate], connections: Int,
        answerTime: TimeAmount = .seconds(30)
    ) {
        self.answerTime = answerTime
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if !trusted.isEmpty { tls.additionalTrustRoots = [.certificates(trusted)] }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectTime, read: answerTime))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        // A failure has a pause of ours behind it, and shows at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .shared(group), configuration: configuration)
    }

    /// - Parameter limit: bytes of the answer's body that are wanted; a longer one is cut, and its connection with it.
    func post(
        _ body: ByteBuffer, to url: String, headers: HTTPHeaders, limit: Int
    ) async -> Result<HTTPAnswer, HTTPFault> {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers = headers
        request.body = .bytes(body)
        let deadline = NIODeadline.now() + answerTime
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: deadline)
        } catch {
            return .failure(HTTPFault(error))
        }
        var answer = HTTPAnswer(
            status: Int(response.status.code),
            retryAfter: response.headers.first(name: "retry-after").flatMap { RetryAfter.read($0, at: .now) })
        do {
            for try await var piece in response.body {
                let room = limit - answer.body.readableBytes
                // Byte by byte an answer could take for ever.
                answer.isCut = piece.readableBytes > room || NIODeadline.now() > deadline
                if var kept = piece.readSlice(length: min(room, piece.readableBytes)) { answer.body.writeBuffer(&kept) }
                if answer.isCut { break }
            }
        } catch {
            // The status has been said.
            answer.isCut = true
        }
        return .success(answer)
    }

    func shutdown() async {
        try? await client.shutdown()
    }
}
