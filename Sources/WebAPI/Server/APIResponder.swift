import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Passes each request to the router, and its answer back to the connection.
struct APIResponder: Sendable {
    let router: RouterResponder<APIContext>
    let logger: Logger

    @Sendable func respond(
        to request: Request, through writer: consuming ResponseWriter, on channel: any Channel
    ) async throws {
        let context = APIContext(source: ApplicationRequestContextSource(channel: channel, logger: logger))
        let response: Response
        do {
            response = try await router.respond(to: request, context: context)
        } catch {
            // The outermost middleware has turned every other error into an answer.
            response = Response(status: .internalServerError)
        }
        try await writer.write(response: response.head, body: response.body)
    }
}
