import Events
import NIOSSL

/// The certificate and key that the node shows, from the user's files or made beside the database.
public struct TLSIdentity: Sendable {
    /// Where certificate and key lie.
    public enum Source: Hashable, Sendable {
        case files(certificate: String, key: String)
        /// Made at the first start and kept as `PREFIX-cert.pem` and `PREFIX-key.pem`.
        case made(prefix: String)
    }

    let context: NIOSSLContext
    /// The files in use, for the line that says so at start.
    public let certificateFile: String
    public let wasMade: Bool

    public init(_ source: Source) throws(TLSIdentityError) {
        let certificate: String
        let key: String
        switch source {
        case .files(let certificateFile, let keyFile):
            (certificate, key) = (certificateFile, keyFile)
            wasMade = false
        case .made(let prefix):
            (certificate, key) = ("\(prefix)-cert.pem", "\(prefix)-key.pem")
            wasMade = !PrivateFile.exists(certificate) || !PrivateFile.exists(key)
            if wasMade { try Self.make(certificate: certificate, key: key) }
        }
        certificateFile = certificate
        context = try Self.context(certificate: certificate, key: key)
    }

    private static func make(certificate: String, key: String) throws(TLSIdentityError) {
        let made: SelfSignedCertificate
        do {
            made = try SelfSignedCertificate()
        } catch {
            throw .cannotMake(reason: "\(error)")
        }
        // The key first: a certificate without it would be taken for the user's.
        try put(made.keyPEM, to: key)
        try put(made.certificatePEM, to: certificate)
    }

    private static func put(_ text: String, to path: String) throws(TLSIdentityError) {
        do throws(PrivateFile.NotWritten) {
            try PrivateFile.put(Array(text.utf8), to: path)
        } catch {
            throw .cannotWrite(path: path, reason: error.reason)
        }
    }

    private static func context(certificate: String, key: String) throws(TLSIdentityError) -> NIOSSLContext {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch {
            throw .unreadableCertificate(path: certificate)
        }
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch {
            throw .unreadableKey(path: key)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey))
        // Bait takes whatever the attacker's tool speaks.
        configuration.minimumTLSVersion = .tlsv1
        configuration.certificateVerification = .none
        // A peer that does not take leave must not hold up the end of the node.
        configuration.shutdownTimeout = .seconds(1)
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw .mismatch(certificate: certificate, key: key)
        }
    }
}

/// Why there is no TLS identity. `description` is one sentence for the person who started the node.
public enum TLSIdentityError: Error, Equatable, Sendable {
    case unreadableCertificate(path: String)
    case unreadableKey(path: String)
    case mismatch(certificate: String, key: String)
    case cannotWrite(path: String, reason: String)
    case cannotMake(reason: String)
}

extension TLSIdentityError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadableCertificate(let path): "The certificate \(path) cannot be read as PEM; give another with -t."
        case .unreadableKey(let path): "The key \(path) cannot be read as PEM; give another with -k."
        case .mismatch(let certificate, let key):
            "The certificate \(certificate) and the key \(key) do not belong together; give a pair with -t and -k."
        case .cannotWrite(let path, let reason):
            "The TLS file \(path) cannot be written (\(reason)); make its directory writable, or give your own with -t and -k."
        case .cannotMake(let reason): "A TLS certificate could not be made (\(reason)); give your own with -t and -k."
        }
    }
}
