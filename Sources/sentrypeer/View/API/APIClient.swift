import AsyncHTTPClient
import Delivery
import FoundationEssentials
import NIOCore
import NIOPosix
import NIOSSL

/// Asks a node's API. Answers are bounded in size and time.
struct APIClient: Sendable {
    /// Bytes of an answer.
    private static let limit = 8 << 20
    /// What an answer may take. A stream says something every ten seconds.
    private static let answerTime = TimeAmount.seconds(20)
    private static let silence = TimeAmount.seconds(30)
    private static let connectTime = TimeAmount.seconds(10)

    /// Without a path.
    let url: String
    private let client: HTTPClient
    private let token: String?

    /// - Parameters:
    ///   - url: `http` or `https`, host and port; a path in front of the API's own is kept.
    ///   - trusted: authorities to believe besides the system's.
    init(url: String, token: String?, trusting trusted: [NIOSSLCertificate]) throws(APIError) {
        let lowercase = url.lowercased()
        guard let scheme = ["https://", "http://"].first(where: lowercase.hasPrefix),
            let host = url.dropFirst(scheme.count).first, host.isLetter || host.isNumber || host == "[",
            url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            !url.utf8.contains(where: { Array("@?#".utf8).contains($0) })
        else { throw .badAddress(url) }
        self.url = String(url.last == "/" ? url.dropLast() : url[...])
        self.token = token
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv12
        if !trusted.isEmpty { tls.additionalTrustRoots = [.certificates(trusted)] }
        var configuration = HTTPClient.Configuration(
            tlsConfiguration: tls, redirectConfiguration: .disallow,
            timeout: .init(connect: Self.connectTime, read: Self.silence))
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(
            eventLoopGroupProvider: .shared(MultiThreadedEventLoopGroup.singleton), configuration: configuration)
    }

    /// - Parameter path: with its query.
    func get(_ path: String) async throws(APIError) -> [UInt8] {
        let response = try await request(path, .now() + Self.answerTime)
        do {
            return Array(buffer: try await response.body.collect(upTo: Self.limit))
        } catch is NIOTooManyBytesError {
            throw .strange(url)
        } catch {
            throw .unreachable(url, reason: HTTPFault(error).description)
        }
    }

    func get<Answer: Decodable>(_ path: String, as type: Answer.Type) async throws(APIError) -> Answer {
        try decode(type, from: try await get(path))
    }

    /// An answer without an end.
    func stream(_ path: String) async throws(APIError) -> HTTPClientResponse.Body {
        try await request(path, .distantFuture).body
    }

    func decode<Answer: Decodable>(_ type: Answer.Type, from bytes: some Sequence<UInt8>) throws(APIError) -> Answer {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            throw .strange(url)
        }
    }

    private func request(_ path: String, _ deadline: NIODeadline) async throws(APIError) -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url + path)
        request.headers.add(name: "accept", value: "application/json, text/event-stream;q=0.9")
        request.headers.add(name: "user-agent", value: "sentrypeer/\(Version.current)")
        if let token { request.headers.add(name: "authorization", value: "Bearer \(token)") }
        let response: HTTPClientResponse
        do {
            response = try await client.execute(request, deadline: deadline)
        } catch {
            throw .unreachable(url, reason: HTTPFault(error).description)
        }
        switch response.status.code {
        case 200: return response
        case 401, 403: throw token == nil ? .needsToken(url) : .refusedToken(url)
        case 429, 503: throw .busy(url)
        case 404: throw .strange(url)
        case let code: throw .status(url, Int(code))
        }
    }

    func close() async {
        try? await client.shutdown()
    }
}
