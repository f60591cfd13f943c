import HTTPTypes
import Hummingbird

/// The headers that every answer has: the original's three, the date, and what keeps browsers from guessing.
struct StandardHeaders: RouterMiddleware {
    typealias Context = APIContext

    private let fields: HTTPFields
    private let clock = HTTPDateClock()

    init(version: String) {
        fields = [
            .accessControlAllowOrigin: "*",
            .poweredBy: "SentryPeer",
            .sentryPeerVersion: version,
            .xContentTypeOptions: "nosniff",
        ]
    }

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers.append(contentsOf: fields)
        response.headers[.date] = clock.now
        return response
    }
}

extension HTTPField.Name {
    // Their spelling makes them tokens, so that none is ever nil.
    fileprivate static let poweredBy = HTTPField.Name("X-Powered-By") ?? .server
    fileprivate static let sentryPeerVersion = HTTPField.Name("X-SentryPeer-Version") ?? .server
}
