import SIP

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why the node cannot listen. `description` is one sentence for the person who started it.
public enum ListenerError: Error, Equatable, Sendable {
    case portTaken(SIPTransport, Endpoint)
    case notPermitted(SIPTransport, Endpoint)
    case noSuchAddress(SIPTransport, Endpoint)
    case failed(SIPTransport, Endpoint, reason: String)

    init(errno code: Int32, transport: SIPTransport, endpoint: Endpoint) {
        switch code {
        case EADDRINUSE: self = .portTaken(transport, endpoint)
        case EACCES, EPERM: self = .notPermitted(transport, endpoint)
        case EADDRNOTAVAIL, EAFNOSUPPORT: self = .noSuchAddress(transport, endpoint)
        default: self = .failed(transport, endpoint, reason: String(cString: strerror(code)))
        }
    }

    /// The setting that chooses the address.
    private static func flag(_ transport: SIPTransport) -> String {
        transport == .tls ? "-z ADDR:PORT" : "--sip-listen ADDR:PORT"
    }
}

extension ListenerError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .portTaken(let transport, let endpoint):
            "\(transport.name) port \(endpoint.port) on \(endpoint.address) is already in use; stop the program that uses it, or choose another with \(Self.flag(transport))."
        case .notPermitted(let transport, let endpoint):
            "Listening on \(transport.name) port \(endpoint.port) is not permitted; run with CAP_NET_BIND_SERVICE, or choose a port above 1023 with \(Self.flag(transport))."
        case .noSuchAddress(let transport, let endpoint):
            "This machine has no address \(endpoint.address) to listen on for \(transport.name); choose another with \(Self.flag(transport))."
        case .failed(let transport, let endpoint, let reason):
            "Cannot listen on \(transport.name) \(endpoint): \(reason); choose another address with \(Self.flag(transport))."
        }
    }
}
