import FoundationEssentials
import SwiftASN1
import X509
import _CryptoExtras

/// A certificate that the node makes for itself, with the key type that the oldest scanners can use.
/// Its name says nothing of the node: bait should look like an appliance fresh from its box.
struct SelfSignedCertificate {
    let certificatePEM: String
    let keyPEM: String

    private static let validity: TimeInterval = 3650 * 86_400

    /// Slow: draws an RSA key.
    init() throws {
        let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let key = Certificate.PrivateKey(rsa)
        let name = try DistinguishedName { CommonName("pbx") }
        let now = Date()
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: now - 86_400, notValidAfter: now + Self.validity, issuer: name, subject: name,
            signatureAlgorithm: .sha256WithRSAEncryption,
            extensions: try Certificate.Extensions {
                Critical(BasicConstraints.notCertificateAuthority)
                SubjectAlternativeNames([.dnsName("pbx")])
            },
            issuerPrivateKey: key)
        certificatePEM = try certificate.serializeAsPEM().pemString
        keyPEM = rsa.pemRepresentation
    }
}
