import HTTPTypes
import Hummingbird

/// Asks for a bearer token (RFC 6750) where tokens are set.
struct Authentication: RouterMiddleware {
    typealias Context = APIContext

    let tokens: AccessTokens
    /// Paths that anybody may ask for: they tell nothing that was recorded.
    private static let open: Set<String> = ["/", "/health-check", "/ready"]

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        // A browser asks with OPTIONS before it may send the token.
        if tokens.isEmpty || request.method == .options || Self.open.contains(request.uri.path) {
            return try await next(request, context)
        }
        guard let token = Self.token(in: request), let scope = tokens.scope(of: token) else {
            throw APIFault.unauthorized
        }
        var context = context
        context.scope = scope
        return try await next(request, context)
    }

    /// The name of the scheme is written in whichever case (RFC 9110 §11.1).
    private static func token(in request: Request) -> Substring? {
        guard let field = request.headers[.authorization] else { return nil }
        let words = field.split(separator: " ")
        return words.count == 2 && words[0].lowercased() == "bearer" ? words[1] : nil
    }
}
