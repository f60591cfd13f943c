import Foundation
import Glibc
import Testing

extension EndToEndTests {
    /// Events that are posted to an endpoint, whatever happens to it, to its token service, and to the node.
    @Suite struct WebhookTests {
        private let directory: TemporaryDirectory

        init() throws {
            directory = try TemporaryDirectory()
        }

        /// UUIDs of all events that a node has stored.
        private func stored(_ node: NodeProcess) throws -> Set<String> {
            Set(try node.database.rows("SELECT event_uuid FROM honey").compactMap { $0[0] })
        }

        /// Sends requests that each become an event.
        private func send(_ count: Int, to node: NodeProcess, agent: String = "test") throws {
            let client = try UDPClient(to: node)
            for number in 0..<count {
                var request = Request(.options)
                request.userAgent = agent
                client.send(request.bytes)
                // A burst of more than the socket's buffer would be lost before anybody saw it.
                if number % 50 == 49 { try node.expectAnswer(from: client) }
            }
            try node.expectAnswer(from: client)
        }

        @Test func eachEventIsPostedAsItIsInTheLog() throws {
            let endpoint = try WebhookEndpoint(in: directory)
            let node = try NodeProcess(
                "-r", "-j", "-w", endpoint.url, "--webhook-ca", endpoint.authority, in: directory)
            #expect(node.errors.contains("\nWebhook     https://localhost:\(endpoint.port)/…\n"))
            try send(20, to: node)
            try Wait.until("all events were posted: \(node.errors)") { Set(endpoint.events).count >= 21 }
            #expect(Set(endpoint.events) == Set(try node.log(lines: 21).map { try $0["event_uuid"] }))
            #expect(endpoint.events.count == 21)
            #expect(endpoint.lines.allSatisfy { $0.first == $0.last })
        }

        @Test func faultsAndAKillLoseNothingAndRepeatLittle() throws {
            let endpoint = try WebhookEndpoint("failing=30", "resets=5", "delay=3", "tokens=3", in: directory)
            let settings = [
                "-r", "--reply-limit", "1000000000", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me", "-c", "word",
                "--oauth2-token-url", endpoint.tokenURL,
            ]
            var node = try NodeProcess(settings, in: directory)
            try send(2_000, to: node)
            try Wait.until("half of it was posted", within: .seconds(60)) { endpoint.events.count > 1_000 }
            try node.waitForEvents(2_041)
            node.kill()
            node = try NodeProcess(settings, in: directory)
            try send(200, to: node)
            try node.waitForEvents(2_246)
            let events = try stored(node)
            try Wait.until("all events were posted: \(node.errors.suffix(500))", within: .seconds(90)) {
                events.isSubset(of: endpoint.events)
            }
            let posted = endpoint.events
            #expect(Set(posted) == events)
            // Whose connection was reset once they were taken have to come again, whoever sends them.
            let repeated = posted.count - events.count - endpoint.cut
            #expect(repeated * 100 < events.count, "\(repeated) of \(events.count) repeated")
            #expect((2...100).contains(endpoint.tokenRequests), "\(endpoint.tokenRequests) tokens")
            #expect(!node.errors.contains("word"))
        }

        @Test func anOutageIsGoneThroughWhenTheEndpointIsBack() throws {
            var endpoint = try WebhookEndpoint(in: directory)
            let port = endpoint.port
            endpoint.stop()
            let node = try NodeProcess("-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, in: directory)
            try send(100, to: node)
            try Wait.until("the outage is said") { node.errors.contains("the webhook is not to be had") }
            endpoint = try WebhookEndpoint("port=\(port)", in: directory)
            try Wait.until("all events were posted: \(node.errors)", within: .seconds(60)) {
                Set(endpoint.events).count == 103
            }
            #expect(node.errors.contains("the webhook is back"))
        }

        @Test func anAuthorityThatNobodyTrustsGetsNothing() throws {
            let endpoint = try WebhookEndpoint(in: directory)
            let node = try NodeProcess("-r", "-w", endpoint.url, in: directory)
            try send(1, to: node)
            try Wait.until("the fault is said") { node.errors.contains("TLS failed") }
            #expect(endpoint.events.isEmpty)
        }

        @Test(arguments: ["html", "empty", "500"])
        func aTokenServiceThatFailsIsAskedLessAndLess(fault: String) throws {
            let endpoint = try WebhookEndpoint("tokens=60", "token_fault=\(fault)", in: directory)
            let node = try NodeProcess(
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me", "-c", "word",
                "--oauth2-token-url", endpoint.tokenURL, in: directory)
            try send(20, to: node)
            try Wait.until("three requests failed") { node.errors.ranges(of: "no token for the webhook").count >= 3 }
            #expect(endpoint.tokenRequests <= 5)
            #expect(endpoint.events.isEmpty)
            try node.expectAnswer()
            #expect(node.stop() == .exited(0))
        }

        @Test func aTokenServiceThatHangsHoldsUpNothingElse() throws {
            let endpoint = try WebhookEndpoint("tokens=60", "token_fault=hang", in: directory)
            let node = try NodeProcess(
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me", "-c", "word",
                "--oauth2-token-url", endpoint.tokenURL, in: directory)
            try send(20, to: node)
            try Wait.until("a token is asked for") { endpoint.tokenRequests == 1 }
            try node.waitForEvents(21)
            #expect(node.stop() == .exited(0))
        }
    }
}
