import Delivery

/// Why a node's API tells nothing.
enum APIError: Error, Equatable {
    case badAddress(String)
    case unreachable(String, reason: String)
    case needsToken(String)
    case refusedToken(String)
    case busy(String)
    case status(String, Int)
    /// What came is not what a node's API says.
    case strange(String)
    case unreadableFile(path: String, reason: String)
    case noToken(path: String)
    case noAuthority(path: String)

    /// Whether it may be better a moment later.
    var mayPass: Bool {
        switch self {
        case .unreachable, .busy: true
        case .status(_, let code): code >= 500
        default: false
        }
    }
}

extension APIError: CustomStringConvertible {
    var description: String {
        switch self {
        case .badAddress(let text):
            "--api: \"\(TextBlock.value(text))\" is not the URL of a node, like http://127.0.0.1:8082."
        case .unreachable(let url, let reason): "\(url) cannot be asked: \(reason)."
        case .needsToken(let url): "\(url) wants a token; name the file that holds it with --token-file."
        case .refusedToken(let url): "\(url) does not take the token of --token-file."
        case .busy(let url): "\(url) has too much to do now."
        case .status(let url, let code): "\(url) answered with status \(code)."
        case .strange(let url): "what \(url) answers is not a node's API."
        case .unreadableFile(let path, let reason): "the file \(path) cannot be read: \(reason)."
        case .noToken(let path): "the file \(path) holds no token; --token-file names one that does."
        case .noAuthority(let path): "the file \(path) holds no certificate in PEM; --ca names one that does."
        }
    }
}
