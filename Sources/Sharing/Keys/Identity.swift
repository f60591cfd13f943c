import Crypto

/// A node's own key pair. Whoever has the secret can sign as this node.
public struct Identity: Sendable {
    public static let secretBytes = 32

    private let key: Curve25519.Signing.PrivateKey
    public let author: AuthorKey

    /// A new one, from the system's random numbers.
    public init() {
        self.init(Curve25519.Signing.PrivateKey())
    }

    /// The one kept; nil when these are not `secretBytes` bytes.
    public init?(secret: some Collection<UInt8>) {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: Array(secret)) else { return nil }
        self.init(key)
    }

    private init(_ key: Curve25519.Signing.PrivateKey) {
        self.key = key
        author = AuthorKey(checked: Array(key.publicKey.rawRepresentation))
    }

    /// What to keep, readable by nobody else.
    public var secret: [UInt8] { Array(key.rawRepresentation) }

    /// Nil only if the system's cryptography fails.
    func signature(of message: [UInt8]) -> [UInt8]? {
        (try? key.signature(for: message)).map { Array($0) }
    }
}
