import Foundation
import SIP
import Testing

extension EndToEndTests {
    /// The REST API of a running node, as curl sees it.
    @Suite struct APITests {
        private func curl(_ arguments: String...) throws -> String {
            try Command(["curl", "-s", "-S"] + arguments).output
        }

        @Test func `who called, and which number, is known at once`() throws {
            let node = try NodeProcess("-a", "--api-listen", "127.0.0.1:0")
            let api = try node.apiURL()
            #expect(try curl(api + "numbers").contains("No phone numbers found"))
            var call = Request(.invite)
            call.uri = "sip:00441234567@127.0.0.1"
            try UDPClient(to: node).send(call.bytes)
            try node.waitForEvents(1)
            #expect(try curl(api + "numbers/00441234567") == "{\n  \"phone_number_found\": \"00441234567\"\n}")
            #expect(try curl(api + "ip-addresses/127.0.0.1") == "{\n  \"bad_actor_found\": \"127.0.0.1\"\n}")
            #expect(try curl(api + "metrics").contains("\nsentrypeer_events_stored_total 1\n"))
            #expect(node.stop() == .exited(0))
        }

        @Test func `a port that is taken is said, and attackers are seen all the same`() throws {
            let first = try NodeProcess("-a", "--api-listen", "127.0.0.1:0")
            let port = try #require(first.apiURL().split(separator: ":").last).dropLast()
            let second = try NodeProcess("-r", "-a", "--api-listen", "127.0.0.1:\(port)")
            #expect(second.errors.contains("API         not served: TCP port \(port) on 127.0.0.1 is already in use;"))
            try second.expectAnswer()
            #expect(second.stop() == .exited(0))
        }

        @Test func `tokens keep strangers out`() throws {
            let directory = try TemporaryDirectory()
            try "read 0123456789abcdef\n".write(toFile: directory.file("tokens"), atomically: true, encoding: .utf8)
            let node = try NodeProcess(
                "-a", "--api-listen", "0.0.0.0:0", "--api-token-file", directory.file("tokens"), in: directory)
            let api = try node.apiURL().replacing("0.0.0.0", with: "127.0.0.1")
            #expect(!node.errors.contains("WARNING"))
            #expect(try curl(api + "numbers").contains("A bearer token is needed."))
            #expect(
                try curl("-H", "Authorization: Bearer 0123456789abcdef", api + "numbers")
                    .contains("No phone numbers found"))
        }

        @Test func `an API that is open to all is said to be`() throws {
            let node = try NodeProcess("-a", "--api-listen", "0.0.0.0:0")
            _ = try node.apiURL()
            #expect(node.errors.contains("WARNING     everybody who reaches the API may read"))
        }

        @Test func `a bad token file stops the start`() throws {
            let directory = try TemporaryDirectory()
            try "read short\n".write(toFile: directory.file("tokens"), atomically: true, encoding: .utf8)
            let end = try Command(
                [
                    Environment.binary, "--sip-listen", "127.0.0.1:0", "-z", "127.0.0.1:0", "-a", "--api-listen",
                    "127.0.0.1:0", "--api-token-file", "tokens",
                ], in: directory)
            #expect(end.end == .exited(1))
            #expect(end.errors.contains("Line 1 of the API's tokens in tokens holds a token that is not"))
        }
    }
}
