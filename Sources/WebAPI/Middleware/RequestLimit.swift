import Events
import Hummingbird
import SIP
import Synchronization

/// Refuses clients that ask too often. This machine itself may ask as often as it likes.
final class RequestLimit: RouterMiddleware {
    typealias Context = APIContext

    private let budget: Mutex<ClientBudget?>

    /// - Parameter rate: requests a second and client; 0 for no limit.
    init(rate: Int) {
        budget = Mutex(rate > 0 ? ClientBudget(rate: rate) : nil)
    }

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        if let client = context.client, !client.isLoopback {
            let refusal = budget.withLock { $0?.refusal(of: client, at: .now) }
            if let seconds = refusal ?? nil { throw APIFault.tooManyRequests(retryAfter: seconds) }
        }
        return try await next(request, context)
    }
}
