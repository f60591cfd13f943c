import Crypto

/// What an author seals its batches of one period with. Whoever it gives the key to can read them.
struct ContentKey: Hashable, Sendable {
    static let count = 32
    /// What sealing adds: the nonce before, the tag behind.
    static let overhead = nonceBytes + 16
    private static let nonceBytes = 12

    /// `count` bytes.
    let bytes: [UInt8]

    /// Nil when there are not `count` bytes.
    init?(bytes: some Collection<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        self.bytes = Array(bytes)
    }

    fileprivate init(_ key: SymmetricKey) { bytes = key.withUnsafeBytes { Array($0) } }

    /// Nonce, ciphertext and tag (RFC 8439 §2.8). The nonce follows from what is sealed: no two texts have one.
    /// - Parameter place: what it is bound to.
    func seal(_ text: [UInt8], at place: [UInt8]) -> [UInt8]? {
        let key = SymmetricKey(data: bytes)
        let drawn = HMAC<SHA256>.authenticationCode(for: Array("sp2|nonce|".utf8) + place + text, using: key)
        guard let nonce = try? ChaChaPoly.Nonce(data: Array(drawn.prefix(Self.nonceBytes))) else { return nil }
        return (try? ChaChaPoly.seal(text, using: key, nonce: nonce, authenticating: place)).map { Array($0.combined) }
    }

    /// Nil when it was sealed with another key, or at another place.
    func open(_ sealed: [UInt8], at place: [UInt8]) -> [UInt8]? {
        guard let box = try? ChaChaPoly.SealedBox(combined: sealed) else { return nil }
        let text = try? ChaChaPoly.open(box, using: SymmetricKey(data: bytes), authenticating: place)
        return text.map { Array($0) }
    }
}

extension Identity {
    /// The key of a period. It follows from the secret: there is nothing to keep, and it is the same after a restart.
    func contentKey(of period: Period) -> ContentKey {
        ContentKey(derive(Array("sp2|content|".utf8) + period.number.bigEndianBytes))
    }

    /// 32 bytes of HKDF-SHA256 (RFC 5869) of the secret, without a salt.
    func derive(_ purpose: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: secret), info: purpose, outputByteCount: ContentKey.count)
    }
}
