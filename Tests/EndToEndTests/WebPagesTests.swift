import Foundation
import Testing

extension EndToEndTests {
    /// The web pages in a browser, fed by made-up nodes and by a real one.
    @Suite struct WebPagesTests {
        private static let token = "0123456789abcdef"

        @Test func `the pages work, for everybody, and attackers' texts stay texts`() throws {
            let tests = try Command(Environment.project("Tests/WebPages/run"), within: .seconds(600))
            #expect(tests.succeeded, "\(tests.transcript)")
        }

        @Test func `a node's pages show what attackers did, and nothing they wrote acts`() throws {
            let directory = try TemporaryDirectory()
            try "read \(Self.token)\n".write(toFile: directory.file("tokens"), atomically: true, encoding: .utf8)
            let node = try NodeProcess(
                "-r", "--reply-limit", "100000", "-a", "--api-listen", "127.0.0.1:0", "--api-token-file", "tokens",
                in: directory)
            for scenario in Scenario.allCases {
                let calls = try scenario.run(3, over: .udp, with: node)
                #expect(calls.succeeded, "\(calls.transcript)")
            }
            let tests = try Command(
                Environment.project("Tests/WebPages/run"), "--node", try node.apiURL(), "--sip",
                "127.0.0.1:\(node.port)", "--token", Self.token, within: .seconds(300))
            #expect(tests.succeeded, "\(tests.transcript)")
            #expect(node.stop() == .exited(0))
        }
    }
}
