import Crypto
import Events

/// Who signs values: a node's public Ed25519 key (RFC 8032).
public struct AuthorKey: Hashable, Sendable {
    public static let count = 32
    static let signatureBytes = 64
    private static let prefix = "ed25519:"

    /// `count` bytes.
    public let bytes: [UInt8]

    /// Nil when there are not `count` bytes.
    public init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = Array(bytes)
    }

    init(checked bytes: [UInt8]) { self.bytes = bytes }

    /// Reads `ed25519:` and 64 hexadecimal digits in lower case; nil for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        self.init(hexadecimal: String(text.dropFirst(Self.prefix.count)))
    }

    init?(hexadecimal: String) {
        guard let bytes = [UInt8](hexadecimal: hexadecimal) else { return nil }
        self.init(bytes: bytes)
    }

    var hexadecimal: String { bytes.hexadecimal }

    func isSignature(_ signature: ArraySlice<UInt8>, of message: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else { return false }
        return key.isValidSignature(Array(signature), for: message)
    }
}

extension AuthorKey: CustomStringConvertible {
    /// `ed25519:` and 64 hexadecimal digits.
    public var description: String { Self.prefix + hexadecimal }
}
