import HTTPTypes
import Hummingbird

/// Sends what is worth it compressed to clients that ask for gzip (RFC 9110 §12.5.3).
struct Compression: RouterMiddleware {
    typealias Context = APIContext

    /// A shorter body fits a packet as it is.
    private static let shortest = 1_200

    func handle(
        _ request: Request, context: APIContext, next: (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        // One of unknown length is a list.
        guard response.status == .ok, response.body.contentLength ?? .max >= Self.shortest,
            // What is kept back to be compressed with what follows would come late.
            response.headers[.contentType] != "text/event-stream"
        else { return response }
        response.headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        guard request.method == .get, request.headers[.acceptEncoding].map(Self.acceptsGzip) == true else {
            return response
        }
        let body = response.body
        response.headers[.contentEncoding] = "gzip"
        response.body = ResponseBody { writer in try await body.write(GzipBodyWriter(writer)) }
        return response
    }

    /// Whether a list of codings holds gzip, and not with a weight of 0.
    static func acceptsGzip(_ codings: String) -> Bool {
        codings.split(separator: ",").contains { coding in
            let parts = coding.split(separator: ";").map { part in
                String(decoding: part.utf8.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self).lowercased()
            }
            guard parts.first == "gzip" || parts.first == "x-gzip" else { return false }
            let weight = parts.dropFirst().first { $0.hasPrefix("q=") }?.dropFirst(2)
            return weight.flatMap { Double($0) } != 0
        }
    }
}
