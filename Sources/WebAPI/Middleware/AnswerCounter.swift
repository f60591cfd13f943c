import Hummingbird
import Metrics

/// Counts answers by their status.
struct AnswerCounter: RouterMiddleware {
    typealias Context = APIContext

    private let counters: [Int: Counter]
    private let others: Counter

    init(_ factory: any MetricsFactory) {
        func counter(_ code: String) -> Counter {
            Counter(label: "sentrypeer_api_answers", dimensions: [("code", code)], factory: factory)
        }
        let usual = [200, 204, 304, 400, 401, 403, 404, 405, 413, 429, 500, 503]
        counters = Dictionary(uniqueKeysWithValues: usual.map { ($0, counter(String($0))) })
        others = counter("other")
    }

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        let response = try await next(request, context)
        (counters[response.status.code] ?? others).increment()
        return response
    }
}
