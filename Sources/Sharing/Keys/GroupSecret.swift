import Crypto

/// What the nodes of a group share: without it nobody finds their keys or reads their values.
public struct GroupSecret: Sendable {
    /// At least as many bytes, drawn at random: a password would be guessed from the values.
    public static let leastBytes = 32
    private static let nonceBytes = 12
    private static let tagBytes = 16
    /// What sealing adds to a value.
    static let overhead = nonceBytes + tagBytes + 5

    private let naming: SymmetricKey
    private let sealing: SymmetricKey

    /// Nil when there are fewer than `leastBytes` bytes.
    public init?(_ secret: some Collection<UInt8>) {
        guard secret.count >= Self.leastBytes else { return nil }
        let secret = SymmetricKey(data: Array(secret))
        naming = Self.derive(secret, "sp2|name")
        sealing = Self.derive(secret, "sp2|seal")
    }

    private static func derive(_ secret: SymmetricKey, _ purpose: String) -> SymmetricKey {
        SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Array(purpose.utf8), using: secret))
    }

    /// The first 20 bytes of HMAC-SHA256 (RFC 2104) over the key's name.
    func infoHash(of name: KeyName) -> InfoHash {
        InfoHash(
            checked:
                Array(HMAC<SHA256>.authenticationCode(for: Array(name.text.utf8), using: naming).prefix(InfoHash.count))
        )
    }

    /// Nonce, ciphertext and tag (RFC 8439 §2.8), bound to the key that the value is put under. The nonce follows from the
    /// value: what is put again is the same, and no two values have one.
    func seal(_ value: [UInt8], under key: InfoHash, nonce: [UInt8]? = nil) -> [UInt8]? {
        let drawn = HMAC<SHA256>.authenticationCode(for: key.bytes + value, using: naming)
        guard let nonce = try? ChaChaPoly.Nonce(data: nonce ?? Array(drawn.prefix(Self.nonceBytes))) else { return nil }
        let box = try? ChaChaPoly.seal(value, using: sealing, nonce: nonce, authenticating: key.bytes)
        return box.map { Array($0.combined) }
    }

    /// Nil when it was not sealed with this secret, or for another key.
    func open(_ sealed: ArraySlice<UInt8>, under key: InfoHash) -> [UInt8]? {
        guard let box = try? ChaChaPoly.SealedBox(combined: Array(sealed)),
            let value = try? ChaChaPoly.open(box, using: sealing, authenticating: key.bytes)
        else { return nil }
        return Array(value)
    }
}
