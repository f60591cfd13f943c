import Foundation

@testable import Honeypot

/// A certificate that was made once for all tests: drawing its key takes a while.
enum MadeCertificate {
    static let shared = Result { try SelfSignedCertificate() }

    /// Writes it and its key into a directory.
    static func write(to directory: TemporaryDirectory) throws -> (certificate: String, key: String) {
        let made = try shared.get()
        let (certificate, key) = (directory.file("cert.pem"), directory.file("key.pem"))
        try made.certificatePEM.write(toFile: certificate, atomically: true, encoding: .utf8)
        try made.keyPEM.write(toFile: key, atomically: true, encoding: .utf8)
        return (certificate, key)
    }
}
