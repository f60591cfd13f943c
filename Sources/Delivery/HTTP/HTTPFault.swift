import AsyncHTTPClient
import NIOCore
import NIOPosix
import NIOSSL

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why a request got no answer.
public enum HTTPFault: Error, Equatable {
    case unresolved
    case connection(reason: String)
    case untrusted(reason: String)
    case tooSlow
    case closed
    case other(reason: String)

    public init(_ error: any Error) {
        switch error {
        case let error as HTTPClientError where Self.isTimeout(error): self = .tooSlow
        case let error as HTTPClientError where error == .remoteConnectionClosed: self = .closed
        case let error as ChannelError where error == .ioOnClosedChannel: self = .closed
        case let error as IOError where error.errnoCode == ECONNRESET || error.errnoCode == EPIPE: self = .closed
        case let error as IOError: self = .connection(reason: String(cString: strerror(error.errnoCode)))
        case let error as NIOConnectionError: self.init(error)
        case let error as NIOSSLError: self = .untrusted(reason: Self.reason(ofTLS: error))
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            self = .untrusted(reason: "its certificate is for another name")
        case let error as NIOSSLExtraError: self = .untrusted(reason: Self.reason(error))
        default: self = .other(reason: Self.reason(error))
        }
    }

    private init(_ error: NIOConnectionError) {
        if let first = error.connectionErrors.first {
            self.init(first.error)
        } else {
            self = .unresolved
        }
    }

    private static func isTimeout(_ error: HTTPClientError) -> Bool {
        [
            .connectTimeout, .readTimeout, .writeTimeout, .deadlineExceeded, .tlsHandshakeTimeout,
            .getConnectionFromPoolTimeout,
        ].contains(error)
    }

    /// BoringSSL's own word; the rest of what it says is about its source.
    private static func reason(ofTLS error: NIOSSLError) -> String {
        let parts = "\(error)".split { $0 == ":" || $0 == " " }
        switch parts.drop(while: { $0 != "OPENSSL_internal" }).dropFirst().first {
        case "CERTIFICATE_VERIFY_FAILED"?:
            return "its certificate has expired, or comes from an authority that is not trusted here"
        case let word?: return TerminalText.printable(String(word.prefix(200)))
        case nil: return reason(error)
        }
    }

    /// Bounded: the other side has a say in some of it.
    private static func reason(_ error: any Error) -> String {
        TerminalText.printable(String("\(error)".prefix(200)))
    }
}

extension HTTPFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unresolved: "its host name has no address"
        case .connection(let reason): "cannot connect (\(reason))"
        case .untrusted(let reason): "TLS failed (\(reason))"
        case .tooSlow: "no answer in time"
        case .closed: "the connection was closed before an answer came"
        case .other(let reason): "the request failed (\(reason))"
        }
    }
}
