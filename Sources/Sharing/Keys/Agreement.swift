import Crypto

/// An author's X25519 key pair (RFC 7748), with which it wraps its content keys for others and unwraps theirs. It follows
/// from the author's secret.
struct Agreement: Sendable {
    private static let nonce = [UInt8](repeating: 0, count: 12)

    private let pair: Curve25519.KeyAgreement.PrivateKey
    let author: AuthorKey
    let key: AgreementKey

    /// Nil only if the system's cryptography fails.
    init?(_ identity: Identity) {
        let secret = identity.derive(Array("sp2|agree".utf8)).withUnsafeBytes { Array($0) }
        guard let pair = try? Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret) else { return nil }
        self.pair = pair
        author = identity.author
        key = AgreementKey(checked: Array(pair.publicKey.rawRepresentation))
    }

    /// Wraps a period's keys for a reader. Nil when its agreement key is none.
    func wrap(_ keys: PeriodKeys, for reader: AuthorKey, _ agreement: AgreementKey) -> KeyringEntry? {
        guard let key = sharedKey(with: agreement, Parties(author, self.key, reader, agreement), keys.period),
            // The key seals this text alone: nobody else has it, and a period's keys are always the same.
            let nonce = try? ChaChaPoly.Nonce(data: Self.nonce),
            let box = try? ChaChaPoly.seal(keys.bytes, using: key, nonce: nonce)
        else { return nil }
        return KeyringEntry(reader: reader.prefix, wrapped: Array(box.ciphertext) + Array(box.tag))
    }

    /// The keys that an author gave to us. Nil when it did not, or meant another period or author.
    func unwrap(_ keyring: KeyringBody, of author: AuthorKey, _ period: Period) -> PeriodKeys? {
        guard let entry = keyring.entries.first(where: { $0.reader == self.author.prefix }),
            let key = sharedKey(
                with: keyring.agreement, Parties(author, keyring.agreement, self.author, self.key), period),
            let box = try? ChaChaPoly.SealedBox(combined: Self.nonce + entry.wrapped),
            let text = try? ChaChaPoly.open(box, using: key)
        else { return nil }
        return PeriodKeys(period, bytes: Array(text))
    }

    private func sharedKey(with other: AgreementKey, _ parties: Parties, _ period: Period) -> SymmetricKey? {
        guard let other = try? Curve25519.KeyAgreement.PublicKey(rawRepresentation: other.bytes),
            let secret = try? pair.sharedSecretFromKeyAgreement(with: other),
            // With a key of low order everybody agrees on zero (RFC 7748 §6.1).
            secret.withUnsafeBytes({ $0.reduce(0, |) }) != 0
        else { return nil }
        return secret.hkdfDerivedSymmetricKey(
            using: SHA256.self, salt: [UInt8](), sharedInfo: parties.info + period.number.bigEndianBytes,
            outputByteCount: ContentKey.count)
    }

    /// Who gives to whom: what is wrapped is worth nothing in another's keyring.
    private struct Parties {
        let info: [UInt8]

        init(_ author: AuthorKey, _ key: AgreementKey, _ reader: AuthorKey, _ readerKey: AgreementKey) {
            info = Array("sp2|wrap|".utf8) + author.bytes + key.bytes + reader.bytes + readerKey.bytes
        }
    }
}
