import Hummingbird
import Logging
import NIOHTTP1
import Store

/// Turns what a route throws into an answer.
struct FaultResponses: RouterMiddleware {
    typealias Context = APIContext

    let logger: Logger

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return fault(error).response(JSONStyle(request))
        }
    }

    private func fault(_ error: any Error) -> APIFault {
        switch error {
        case let fault as APIFault: return fault
        case let error as HTTPError where error.status == .contentTooLarge: return .contentTooLarge
        case let error as HTTPError where error.status == .notFound: return .notFound
        case is HTTPParserError: return .invalidRequest
        case let error as StoreError:
            logger.error("the API cannot read the database", metadata: ["reason": "\(error)"])
            return .unavailable
        default:
            logger.error("a request failed", metadata: ["reason": "\(error)"])
            return .failed
        }
    }
}
