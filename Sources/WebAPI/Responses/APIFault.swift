import HTTPTypes
import Hummingbird

/// Why a request is not answered with what it asks for: a status, and a sentence in `{"error": …}`.
enum APIFault: Error, Equatable {
    case invalidRequest
    case notFound
    case methodNotAllowed(allowed: String)
    case unauthorized
    case forbidden
    case contentTooLarge
    /// The body took too long to come.
    case requestTimeout
    case tooManyRequests(retryAfter: Int)
    /// The database can't be read, or too much is being read from it.
    case unavailable
    case failed

    var status: HTTPResponse.Status {
        switch self {
        case .invalidRequest: .badRequest
        case .notFound: .notFound
        case .methodNotAllowed: .methodNotAllowed
        case .unauthorized: .unauthorized
        case .forbidden: .forbidden
        case .contentTooLarge: .contentTooLarge
        case .requestTimeout: .requestTimeout
        case .tooManyRequests: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .failed: .internalServerError
        }
    }

    /// The first two are the original's words.
    private var sentence: String {
        switch self {
        case .invalidRequest: "The request data was invalid"
        case .notFound: "The requested resource could not be found."
        case .methodNotAllowed: "The method is not allowed for the requested resource."
        case .unauthorized: "A bearer token is needed."
        case .forbidden: "The token does not allow this."
        case .contentTooLarge: "The request is too large."
        case .requestTimeout: "The request took too long to come."
        case .tooManyRequests: "Too many requests."
        case .unavailable: "The database cannot be read now."
        case .failed: "The request failed."
        }
    }

    private var headers: HTTPFields {
        switch self {
        case .methodNotAllowed(let allowed): [.allow: allowed]
        case .unauthorized: [.wwwAuthenticate: #"Bearer realm="sentrypeer""#]
        case .tooManyRequests(let seconds): [.retryAfter: String(seconds)]
        case .unavailable: [.retryAfter: "1"]
        default: [:]
        }
    }

    func response(_ style: JSONStyle) -> Response {
        var response = Response.json(status, style) {
            $0.key("error")
            $0.string(sentence)
        }
        response.headers.append(contentsOf: headers)
        return response
    }
}
