import Foundation
import Testing

extension EndToEndTests {
    /// Whatever the API's clients do, others are served, attackers are answered and memory stays flat.
    @Suite struct HostileClientTests {
        /// KiB that resident memory may grow by.
        private static let allowance = 32 << 10
        private static let requests = [
            "GET /numbers/00441234567?verbose=1 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n",
            "POST /lookup HTTP/1.1\r\nHost: a\r\nContent-Length: 16\r\n\r\n{\"values\":[\"1\"]}",
            "GET /events?limit=5&cursor=zz&since=2026-01-01 HTTP/1.1\r\nHost: a\r\nIf-None-Match: \"1\"\r\n\r\n",
        ]

        private let node: NodeProcess
        private let api: String
        private let port: UInt16

        init() throws {
            node = try NodeProcess("-r", "-a", "--api-listen", "127.0.0.1:0", "--api-rate-limit", "0")
            api = try node.apiURL()
            port = try #require(URL(string: api)?.port.flatMap(UInt16.init))
        }

        private func expectService() throws {
            try node.expectAnswer()
            let answer = try Command(["curl", "-s", "-S", "--max-time", "5", api + "health-check"]).output
            #expect(answer.contains("\"OK\""), "\(answer)")
        }

        /// A request with bytes changed, put in and left out.
        private static func malformed(using random: inout some RandomNumberGenerator) -> [UInt8] {
            var bytes = Array(requests[.random(in: requests.indices, using: &random)].utf8)
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                let place = Int.random(in: 0..<bytes.count - 10, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[place] = .random(in: .min ... .max, using: &random)
                case 1:
                    let count = Int.random(in: 1...40, using: &random)
                    bytes.insert(
                        contentsOf: (0..<count).map { _ in .random(in: .min ... .max, using: &random) }, at: place)
                default: bytes.removeSubrange(place..<place + .random(in: 1...10, using: &random))
                }
            }
            return bytes
        }

        @Test func `1,000 connections that never finish, and 10,000 malformed requests`() throws {
            DescriptorLimit.raise()
            try expectService()
            let before = try node.residentMemory()
            let slow = try (0..<1_000).map { _ in
                let client = try TCPClient(to: "127.0.0.1", port)
                client.send("GET /numbers HTTP/1.1\r\nHost: a\r\nX-Long: ")
                return client
            }
            try expectService()
            var random = SystemRandomNumberGenerator()
            for round in 0..<10_000 {
                let request = Self.malformed(using: &random)
                let client = try TCPClient(to: "127.0.0.1", port)
                client.send(request)
                client.shutdown()
                #expect(client.isClosed(), "held open: \(String(decoding: request, as: UTF8.self))")
                if round % 100 == 0 { for client in slow { client.send("a") } }
            }
            try expectService()
            #expect(try node.residentMemory() < before + Self.allowance)
            withExtendedLifetime(slow) {}
            #expect(node.stop() == .exited(0))
        }
    }
}
