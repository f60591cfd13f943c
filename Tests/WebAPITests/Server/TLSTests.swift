import Foundation
import SIP
import Testing

@testable import WebAPI

@Suite struct TLSTests {
    private let store: TestStore
    private let files: WebAPI.IdentityFiles

    init() throws {
        store = try TestStore()
        try store.add(from: "8.8.8.8")
        files = .init(certificate: try store.file("cert.pem", ""), key: try store.file("key.pem", ""))
        _ = try run(
            "/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
            "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", files.key,
            "-out", files.certificate)
    }

    @Test func theAPIIsServedOverTLS() async throws {
        let files = files
        let body = try await withAPI(store) {
            $0.identity = files
        } _: { endpoint in
            try run(
                "/usr/bin/curl", "-s", "--cacert", files.certificate, "https://\(endpoint)/ip-addresses/8.8.8.8")
        }
        #expect(body == "{\n  \"bad_actor_found\": \"8.8.8.8\"\n}")
    }

    @Test func oldVersionsAreNotSpoken() async throws {
        let files = files
        let body = try await withAPI(store) {
            $0.identity = files
        } _: { endpoint in
            try run("/usr/bin/curl", "-s", "-k", "--tls-max", "1.1", "https://\(endpoint)/health-check")
        }
        #expect(body == "")
    }

    @Test func aKeyOfAnotherCertificateIsNamed() async throws {
        let other = try store.file("other.pem", "")
        _ = try run("/usr/bin/openssl", "ecparam", "-genkey", "-name", "prime256v1", "-noout", "-out", other)
        let wrong = WebAPI.IdentityFiles(certificate: files.certificate, key: other)
        await #expect(throws: WebAPIError.mismatch(certificate: wrong.certificate, key: wrong.key)) {
            try await withAPI(store) {
                $0.identity = wrong
            } _: { _ in
            }
        }
    }
}

/// What a program prints.
private func run(_ program: String, _ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: said, as: UTF8.self)
}
