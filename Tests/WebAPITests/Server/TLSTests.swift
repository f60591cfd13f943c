import SIP
import ShellCommand
import Testing

@testable import WebAPI

@Suite struct TLSTests {
    private let store: TestStore
    private let files: WebAPI.IdentityFiles

    init() throws {
        store = try TestStore()
        try store.add(from: "8.8.8.8")
        files = .init(certificate: try store.file("cert.pem", ""), key: try store.file("key.pem", ""))
        _ = try ShellCommand(
            [
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", files.key,
                "-out", files.certificate,
            ], takesErrors: true)
    }

    @Test func theAPIIsServedOverTLS() async throws {
        let files = files
        let body = try await withAPI(store) {
            $0.identity = files
        } _: { endpoint in
            try ShellCommand(
                ["curl", "-s", "--cacert", files.certificate, "https://\(endpoint)/ip-addresses/8.8.8.8"]
            ).output
        }
        #expect(body == "{\n  \"bad_actor_found\": \"8.8.8.8\"\n}")
    }

    @Test func oldVersionsAreNotSpoken() async throws {
        let files = files
        let body = try await withAPI(store) {
            $0.identity = files
        } _: { endpoint in
            try ShellCommand(["curl", "-s", "-k", "--tls-max", "1.1", "https://\(endpoint)/health-check"]).output
        }
        #expect(body == "")
    }

    @Test func aKeyOfAnotherCertificateIsNamed() async throws {
        let other = try store.file("other.pem", "")
        _ = try ShellCommand(["openssl", "ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", other])
        let wrong = WebAPI.IdentityFiles(certificate: files.certificate, key: other)
        await #expect(throws: WebAPIError.mismatch(certificate: wrong.certificate, key: wrong.key)) {
            try await withAPI(store) {
                $0.identity = wrong
            } _: { _ in
            }
        }
    }
}
