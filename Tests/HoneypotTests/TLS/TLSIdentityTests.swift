import Crypto
import Foundation
import Testing

@testable import Honeypot

@Suite struct TLSIdentityTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test func isMadeOnceAndKept() throws {
        let prefix = directory.file("sentrypeer.db")
        let made = try TLSIdentity(.made(prefix: prefix))
        #expect(made.wasMade)
        #expect(made.certificateFile == prefix + "-cert.pem")
        #expect(try directory.names == ["sentrypeer.db-cert.pem", "sentrypeer.db-key.pem"])
        let files = try directory.names.map { try directory.contents($0) }
        for name in try directory.names { #expect(try directory.mode(name) == 0o600) }

        let kept = try TLSIdentity(.made(prefix: prefix))
        #expect(!kept.wasMade)
        #expect(kept.certificateFile == made.certificateFile)
        #expect(try directory.names.map { try directory.contents($0) } == files)
    }

    @Test func theUsersFilesAreTaken() throws {
        let (certificate, key) = try MadeCertificate.write(to: directory)
        let identity = try TLSIdentity(.files(certificate: certificate, key: key))
        #expect(!identity.wasMade)
        #expect(identity.certificateFile == certificate)
    }

    @Test func aCertificateAndAnothersKeyDoNotGoTogether() throws {
        let (certificate, _) = try MadeCertificate.write(to: directory)
        let key = directory.file("other.pem")
        try P256.Signing.PrivateKey().pemRepresentation.write(toFile: key, atomically: true, encoding: .utf8)
        #expect(throws: TLSIdentityError.mismatch(certificate: certificate, key: key)) {
            _ = try TLSIdentity(.files(certificate: certificate, key: key))
        }
    }

    @Test(arguments: [nil, "", "no PEM at all\n", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
    func aCertificateThatCannotBeRead(text: String?) throws {
        let (_, key) = try MadeCertificate.write(to: directory)
        let certificate = directory.file("broken.pem")
        try text?.write(toFile: certificate, atomically: true, encoding: .utf8)
        #expect(throws: TLSIdentityError.unreadableCertificate(path: certificate)) {
            _ = try TLSIdentity(.files(certificate: certificate, key: key))
        }
    }

    @Test(arguments: [nil, "", "no PEM at all\n", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"])
    func aKeyThatCannotBeRead(text: String?) throws {
        let (certificate, _) = try MadeCertificate.write(to: directory)
        let key = directory.file("broken.pem")
        try text?.write(toFile: key, atomically: true, encoding: .utf8)
        #expect(throws: TLSIdentityError.unreadableKey(path: key)) {
            _ = try TLSIdentity(.files(certificate: certificate, key: key))
        }
    }

    @Test func swappedFilesAreNoPair() throws {
        let (certificate, key) = try MadeCertificate.write(to: directory)
        #expect(throws: TLSIdentityError.unreadableCertificate(path: key)) {
            _ = try TLSIdentity(.files(certificate: key, key: certificate))
        }
    }

    @Test func aDirectoryThatIsMissing() {
        let prefix = directory.file("missing/sentrypeer.db")
        let reason = "No such file or directory"
        #expect(throws: TLSIdentityError.cannotWrite(path: prefix + "-key.pem", reason: reason)) {
            _ = try TLSIdentity(.made(prefix: prefix))
        }
    }

    @Test(arguments: [
        TLSIdentityError.unreadableCertificate(path: "/c.pem"), .unreadableKey(path: "/k.pem"),
        .mismatch(certificate: "/c.pem", key: "/k.pem"), .cannotWrite(path: "/k.pem", reason: "why"),
        .cannotMake(reason: "why"),
    ])
    func sentences(error: TLSIdentityError) {
        let text = error.description
        #expect(text.hasSuffix(".") && !text.contains("\n"))
        #expect(text.contains("-t") || text.contains("-k"))
    }
}
