import Foundation
import NIOSSL
import Testing
import X509

@testable import Honeypot

@Suite struct SelfSignedCertificateTests {
    @Test func isAnAppliancesCertificate() throws {
        let certificate = try Certificate(pemEncoded: try MadeCertificate.shared.get().certificatePEM)
        #expect(certificate.subject == certificate.issuer)
        #expect(certificate.subject.description == "CN=pbx")
        let now = Date()
        #expect(certificate.notValidBefore < now - 3600)
        #expect(certificate.notValidAfter > now + 3649 * 86_400)
        #expect(certificate.publicKey.isValidSignature(certificate.signature, for: certificate))
    }

    @Test func itsKeyIsTheCertificatesKey() throws {
        let made = try MadeCertificate.shared.get()
        #expect(made.keyPEM.contains("PRIVATE KEY"))
        let certificate = try NIOSSLCertificate(bytes: Array(made.certificatePEM.utf8), format: .pem)
        let key = try NIOSSLPrivateKey(bytes: Array(made.keyPEM.utf8), format: .pem)
        #expect(throws: Never.self) {
            _ = try NIOSSLContext(
                configuration: .makeServerConfiguration(
                    certificateChain: [.certificate(certificate)], privateKey: .privateKey(key)))
        }
    }
}
