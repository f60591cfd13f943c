import Foundation
import Testing

extension EndToEndTests {
    /// SIP over TLS, with OpenSSL as the client.
    @Suite struct TLSTests {
        /// What `openssl s_client` gets for an OPTIONS, once it has its answer or ends by itself.
        private func ask(_ node: NodeProcess, _ options: String...) throws -> String {
            var request = Request(.options)
            request.transport = "TLS"
            let input = try node.directory.put(request.text, in: Request.token())
            let client = try ChildProcess(
                ["openssl", "s_client", "-ign_eof", "-connect", "\(node.host):\(node.tlsPort)"] + options,
                environment: Environment.of(node.directory), directory: node.directory, name: Request.token(),
                input: input)
            try Wait.until("openssl has an answer: \(client.errors)") {
                client.output.contains("Content-Length: 0\r\n\r\n") || client.hasEnded
            }
            #expect(client.output.contains("Call-ID: \(request.callID)"), "\(client.errors)")
            return client.output
        }

        @Test(arguments: ["-tls1", "-tls1_1", "-tls1_2", "-tls1_3"])
        func `every version is answered`(version: String) throws {
            let node = try NodeProcess("-r", "-j")
            // OpenSSL itself has to be talked into the old ones.
            let transcript = try ask(node, version, "-cipher", "DEFAULT@SECLEVEL=0")
            #expect(transcript.contains("SIP/2.0 200 OK"))
            let event = try #require(try node.log(lines: 1).first)
            #expect(event["transport_type"] == "TLS")
            #expect(event["sip_method"] == "OPTIONS")
            #expect(event["source_ip"] == "127.0.0.1")
            #expect(event.number("destination_port") == Int(node.tlsPort))
        }

        @Test func `the certificate is made once and its key is the owner's alone`() throws {
            let directory = try TemporaryDirectory()
            let certificate = directory.file("sentrypeer.db-cert.pem")
            let key = directory.file("sentrypeer.db-key.pem")
            let first = try NodeProcess(in: directory)
            let mode = try FileManager.default.attributesOfItem(atPath: key)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            let made = try String(contentsOfFile: certificate, encoding: .utf8)
            #expect(first.stop() == .exited(0))

            let second = try NodeProcess("-r", in: directory)
            #expect(try String(contentsOfFile: certificate, encoding: .utf8) == made)
            let transcript = try ask(second, "-showcerts", "-CAfile", certificate, "-verify_return_error")
            #expect(transcript.contains(made.trimmingCharacters(in: .newlines)))
        }

        @Test func `a certificate of one's own is shown`() throws {
            let directory = try TemporaryDirectory()
            let made = try Command(
                "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                "-subj",
                "/CN=own.example", "-days", "2", "-out", "own.pem", "-keyout", "own.key", in: directory)
            try #require(made.succeeded, "\(made.transcript)")
            let node = try NodeProcess("-r", "-t", "own.pem", "-k", "own.key", in: directory)
            #expect(try ask(node).contains("CN = own.example"))
            #expect(!FileManager.default.fileExists(atPath: directory.file("sentrypeer.db-key.pem")))
        }

        @Test func `a client that stops half-way is an event`() throws {
            let node = try NodeProcess("-r", "-j", "--idle-timeout", "1")
            let hello = Self.clientHello.prefix(40)
            let leaver = try TCPClient(to: node.host, node.tlsPort)
            leaver.send(Array(hello))
            let waiter = try TCPClient(to: node.host, node.tlsPort)
            waiter.send(Array(hello))
            #expect(waiter.isClosed(), "the node waits for ever")
            withExtendedLifetime(leaver) {}
            for event in try node.log(lines: 2) {
                #expect(event["transport_type"] == "TLS")
                #expect(event["malformed"] == "tls-handshake-failed")
                #expect(event["sip_method"] == "NOT_FOUND")
                #expect(event["sip_message"]?.unicodeScalars.first == "\u{16}")
            }
            #expect(try ask(node).contains("SIP/2.0 200 OK"))
        }

        @Test func `plain HTTP on the TLS port is an event`() throws {
            let node = try NodeProcess("-r", "-j")
            let client = try TCPClient(to: node.host, node.tlsPort)
            client.send("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            #expect(client.isClosed())
            let event = try #require(try node.log(lines: 1).first)
            #expect(event["malformed"] == "tls-handshake-failed")
            #expect(event["sip_message"]?.hasPrefix("GET / HTTP/1.1") == true)
            #expect(event.number("source_port") == Int(client.port))
            #expect(try ask(node).contains("SIP/2.0 200 OK"))
        }

        /// The start of a TLS 1.2 handshake: record and handshake headers that announce more than comes.
        private static let clientHello: [UInt8] =
            [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03] + [UInt8](repeating: 0x5A, count: 64)
    }
}
