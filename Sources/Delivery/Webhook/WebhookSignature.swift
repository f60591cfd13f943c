import Crypto
import Events
import NIOCore

/// Shows a receiver who knows the same key that a body is ours and whole: `X-SentryPeer-Signature: sha256=<hex>`,
/// the HMAC-SHA256 of the body.
struct WebhookSignature: Sendable {
    static let header = "X-SentryPeer-Signature"

    private let key: SymmetricKey

    init(_ secret: Secret) {
        key = SymmetricKey(data: Array(secret.text.utf8))
    }

    func value(of body: ByteBuffer) -> String {
        "sha256=" + HMAC<SHA256>.authenticationCode(for: Array(body.readableBytesView), using: key).hexadecimal
    }
}
