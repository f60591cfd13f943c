import HTTPTypes
import Hummingbird

/// Where routes are entered. A path that has a route answers other methods with what it allows.
struct RouteTable {
    typealias Handler = @Sendable (Request, APIContext) async throws -> Response

    /// The methods of RFC 9110 §9 and RFC 5789. Others get the same answer as an unknown path.
    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .trace, .connect]

    private let router: Router<APIContext>

    init(_ router: Router<APIContext>) {
        self.router = router
    }

    func get(_ path: RouterPath, _ handler: @escaping Handler) {
        router.on(path, method: .get, use: handler)
        router.on(path, method: .head) { request, context in
            try await handler(request, context).createHeadResponse()
        }
        refuse(path, allowed: [.get, .head])
    }

    func post(_ path: RouterPath, _ handler: @escaping Handler) {
        router.on(path, method: .post, use: handler)
        refuse(path, allowed: [.post])
    }

    private func refuse(_ path: RouterPath, allowed: [HTTPRequest.Method]) {
        let list = (allowed + [.options]).map(\.rawValue).joined(separator: ", ")
        for method in Self.methods where !allowed.contains(method) {
            router.on(path, method: method) { _, _ -> Response in throw APIFault.methodNotAllowed(allowed: list) }
        }
        // What a browser asks before a page of another origin may send a token.
        router.on(path, method: .options) { _, _ in
            Response(
                status: .noContent,
                headers: [
                    .allow: list, .accessControlAllowMethods: list,
                    .accessControlAllowHeaders: "Authorization, Content-Type, If-None-Match",
                    .accessControlMaxAge: "86400",
                ])
        }
    }
}
