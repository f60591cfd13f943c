/// The hash functions of Digest that SIP servers offer (RFC 8760 §2.1), named as in a challenge.
public enum DigestAlgorithm: String, CaseIterable, Sendable {
    case md5 = "MD5"
    case sha256 = "SHA-256"

    /// What credentials name, in any case: a hash function, and whether its `-sess` variant is meant
    /// (RFC 7616 §3.4.2). No name means MD5 (RFC 2617 §3.2.1). nil for one that we do not know.
    static func read(_ name: String?) -> (algorithm: DigestAlgorithm, isSession: Bool)? {
        guard let name else { return (.md5, false) }
        return switch name.lowercased() {
        case "", "md5": (.md5, false)
        case "md5-sess": (.md5, true)
        case "sha-256": (.sha256, false)
        case "sha-256-sess": (.sha256, true)
        default: nil
        }
    }
}
