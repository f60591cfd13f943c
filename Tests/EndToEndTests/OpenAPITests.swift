import Foundation
import Testing

extension EndToEndTests {
    /// The API's description, and whether a node does what it says.
    @Suite struct OpenAPITests {
        private static let token = "0123456789abcdef"

        @Test func `every answer is of a kind that the description names`() throws {
            let directory = try TemporaryDirectory()
            try "admin \(Self.token)\n".write(toFile: directory.file("tokens"), atomically: true, encoding: .utf8)
            let node = try NodeProcess(
                "-r", "--reply-limit", "100000", "-a", "--api-listen", "127.0.0.1:0", "--api-token-file", "tokens",
                in: directory)
            for scenario in Scenario.allCases {
                let calls = try scenario.run(3, over: .udp, with: node)
                #expect(calls.succeeded, "\(calls.transcript)")
            }
            var call = Request(.invite)
            call.uri = "sip:0046850521234@127.0.0.1"
            try UDPClient(to: node).send(call.bytes)
            try node.expectAnswer()
            let check = try Command(
                Environment.project("Tests/OpenAPI/run"), "--node", try node.apiURL(), "--token", Self.token,
                within: .seconds(300))
            #expect(check.succeeded, "\(check.transcript)")
            #expect(node.stop() == .exited(0))
        }
    }
}
