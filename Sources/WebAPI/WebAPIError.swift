import SIP
import Store

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why the API cannot be served. `description` is one sentence for the person who started the node.
public enum WebAPIError: Error, Equatable, Sendable {
    case portTaken(Endpoint)
    case notPermitted(Endpoint)
    case noSuchAddress(Endpoint)
    case failed(Endpoint, reason: String)
    case store(StoreError)
    case noTokens(path: String)
    case badToken(path: String, line: Int, reason: String)
    case unreadableCertificate(path: String)
    case unreadableKey(path: String)
    case mismatch(certificate: String, key: String)

    init(errno code: Int32, endpoint: Endpoint) {
        switch code {
        case EADDRINUSE: self = .portTaken(endpoint)
        case EACCES, EPERM: self = .notPermitted(endpoint)
        case EADDRNOTAVAIL, EAFNOSUPPORT: self = .noSuchAddress(endpoint)
        default: self = .failed(endpoint, reason: String(cString: strerror(code)))
        }
    }
}

extension WebAPIError {
    /// Whether the address is at fault rather than what was configured for it.
    public var isAboutAddress: Bool {
        switch self {
        case .portTaken, .notPermitted, .noSuchAddress, .failed: true
        case .store, .noTokens, .badToken, .unreadableCertificate, .unreadableKey, .mismatch: false
        }
    }
}

extension WebAPIError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .portTaken(let endpoint):
            "TCP port \(endpoint.port) on \(endpoint.address) is already in use; stop the program that uses it, or choose another for the API with --api-listen ADDR:PORT."
        case .notPermitted(let endpoint):
            "Serving the API on port \(endpoint.port) is not permitted; choose a port above 1023 with --api-listen ADDR:PORT."
        case .noSuchAddress(let endpoint):
            "This machine has no address \(endpoint.address) to serve the API on; choose another with --api-listen ADDR:PORT."
        case .failed(let endpoint, let reason):
            "Cannot serve the API on \(endpoint): \(reason); choose another address with --api-listen ADDR:PORT."
        case .store(let error): error.description
        case .noTokens(let path):
            "The file \(path) holds no token; give another with --api-token-file, or none to ask nobody for a token."
        case .badToken(let path, let line, let reason):
            "Line \(line) of the API's tokens in \(path) \(reason); each line is a scope (read or admin), a space and a token."
        case .unreadableCertificate(let path):
            "The API's certificate \(path) cannot be read as PEM; give another with --api-cert."
        case .unreadableKey(let path):
            "The API's key \(path) cannot be read as PEM; give another with --api-key."
        case .mismatch(let certificate, let key):
            "The API's certificate \(certificate) and key \(key) do not belong together; give a pair with --api-cert and --api-key."
        }
    }
}
