/// Why there is no token.
enum TokenFault: Error, Equatable {
    case refused(status: Int, error: String?)
    case notJSON
    case noToken
    case unreachable(HTTPFault)
}

extension TokenFault: CustomStringConvertible {
    var description: String {
        switch self {
        case .refused(let status, nil): "it answered \(status)"
        case .refused(let status, let error?): "it answered \(status), \(error)"
        case .notJSON: "its answer is not a JSON object"
        case .noToken: "its answer has no access_token that can be used"
        case .unreachable(let fault): fault.description
        }
    }
}
