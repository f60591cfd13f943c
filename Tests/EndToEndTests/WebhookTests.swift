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
            #expect(Set(endpoint.events) == Set(try node.log(lines: 21).map { $0["event_uuid"] }))
            #expect(endpoint.events.count == 21)
            #expect(endpoint.lines.allSatisfy { $0.first == $0.last })
        }

        @Test func faultsAndAKillLoseNothingAndRepeatLittle() throws {
            let endpoint = try WebhookEndpoint(
                "failing=30", "resets=5", "delay=3", "slow=0.5", "tokens=3", in: directory)
            let settings = [
                "-r", "--reply-limit", "1000000000", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me",
                "-c", "word",
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

        @Test func aWishToBeLeftAloneIsObeyed() throws {
            let endpoint = try WebhookEndpoint("retry_after=3", in: directory)
            let node = try NodeProcess(
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "--webhook-concurrency", "1",
                in: directory)
            try send(1, to: node)
            try Wait.until("it is asked for") { endpoint.lines.contains { $0.first == "asked" } }
            try send(1, to: node)
            try Wait.until("all events were posted: \(node.errors)") { endpoint.events.count == 4 }
            #expect(!endpoint.lines.contains { $0.first == "early" })
            #expect(node.errors.contains("next_attempt=in 3.0 s"), "\(node.errors)")
        }

        @Test func eachWebhookHasItsEventsItsHeadersAndItsStyle() throws {
            let all = try WebhookEndpoint(in: directory)
            let some = try WebhookEndpoint("refuse=400", "echo=1", log: "some.log", in: directory)
            let file = try directory.put(
                """
                sip_responsive = true
                webhook_url = "\(all.url)"
                webhook_ca = "\(all.authority)"
                [[webhook]]
                name = "calls"
                url = "https://localhost:\(some.port)/services/T0123456789"
                ca = "\(all.authority)"
                methods = ["INVITE"]
                style = "ecs"
                headers = { Authorization = "Key 0123456789-abc", X-Site = "home" }

                """, in: "node.toml")
            let node = try NodeProcess("-g", file, in: directory)
            try send(20, to: node)
            var call = Request(.invite)
            call.userAgent = "refuse-me"
            let client = try UDPClient(to: node)
            client.send(call.bytes)
            var other = Request(.invite)
            other.from = "<sip:bob@client.example>"
            client.send(other.bytes)
            try Wait.until("all came to the one: \(node.errors)") { all.events.count == 23 }
            try Wait.until("one call to the other, the other call aside: \(node.errors)") {
                try some.events.count == 1 && node.database.count("undelivered") == 1
            }
            let failed = try Command(Environment.binary, "webhook", "failed", "--json", in: directory)
            let reason = try #require(try LogLine(failed.output)["reason"])
            // It repeats the request, of which the key and the path are nobody's business.
            #expect(reason.contains("POST /…/… HTTP/1.1"), "\(reason)")
            #expect(try node.database.count("undelivered") == 1)
            #expect(!(failed.output + node.errors).contains("0123456789"))
        }

        @Test(arguments: ["html", "empty", "500"])
        func aTokenServiceThatFailsIsAskedLessAndLess(fault: String) throws {
            let endpoint = try WebhookEndpoint("tokens=60", "token_fault=\(fault)", in: directory)
            let node = try NodeProcess(
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me", "-c", "word",
                "--oauth2-token-url", endpoint.tokenURL, in: directory)
            try send(20, to: node)
            try Wait.until("three requests failed") { node.errors.ranges(of: "no token for the webhook").count >= 3 }
            let lines = node.errors.split(separator: "\n").filter { $0.contains("no token for the webhook") }
            #expect((lines.count...lines.count + 1).contains(endpoint.tokenRequests), "one line a request")
            #expect(endpoint.tokenRequests <= 5)
            let reasons = ["html": "is not a JSON object", "empty": "has no access_token", "500": "it answered 500"]
            let reason = try #require(reasons[fault])
            #expect(lines.allSatisfy { $0.contains(reason) && $0.contains("next_attempt=in ") }, "\(lines)")
            #expect(endpoint.events.isEmpty)
            try node.expectAnswer()
            #expect(node.stop() == .exited(0))
        }

        /// After 30 s it is a fault as the others are.
        @Test(arguments: ["hang", "half"]) func aTokenServiceThatHangsHoldsUpNothingElse(fault: String) throws {
            let endpoint = try WebhookEndpoint("tokens=60", "token_fault=\(fault)", in: directory)
            let node = try NodeProcess(
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me", "-c", "word",
                "--oauth2-token-url", endpoint.tokenURL, in: directory)
            try send(20, to: node)
            try Wait.until("a token is asked for") { endpoint.tokenRequests == 1 }
            try node.waitForEvents(21)
            let cpu = try node.processorTime()
            usleep(2_000_000)
            #expect(try node.processorTime() - cpu < .seconds(1), "it turns idle")
            #expect(endpoint.tokenRequests == 1)
            try node.expectAnswer()
            #expect(node.stop() == .exited(0))
        }

        @Test func whatIsRefusedIsSetAsideShownAndTriedAgain() throws {
            var endpoint = try WebhookEndpoint("refuse=422", "echo=1", in: directory)
            let secret = try directory.put("signing-key", in: "key")
            let port = endpoint.port
            let settings = [
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "--webhook-secret-file", secret,
            ]
            let node = try NodeProcess(settings, in: directory)
            try send(5, to: node, agent: "refuse-me")
            try Wait.until("one is posted, five are set aside: \(node.errors)") {
                try endpoint.events.count == 1 && node.database.count("undelivered") == 5
            }
            let failed = try Command(Environment.binary, "webhook", "failed", "--json", in: directory)
            try #require(failed.succeeded, "\(failed.transcript)")
            let lines = try failed.output.split(separator: "\n").map { try LogLine(String($0)) }
            #expect(lines.count == 5)
            for line in lines {
                #expect(line.number("status") == 422)
                let uuid = try #require(line["event_uuid"])
                // What the endpoint said are the headers that it got.
                #expect(line["reason"]?.contains(uuid.prefix(13)) ?? false, "\(line.text)")
            }
            endpoint.stop()
            endpoint = try WebhookEndpoint("port=\(port)", in: directory)
            let retried = try Command(Environment.binary, "webhook", "retry", in: directory)
            #expect(retried.output == "5 events to be tried again.\n")
            try Wait.until("they are posted: \(node.errors)") { endpoint.events.count == 6 }
            try Wait.until("nothing is left") { try node.database.count("undelivered") == 0 }
            #expect(Set(endpoint.events) == (try stored(node)))
        }

        @Test func aBatchIsLinesOfJSON() throws {
            let endpoint = try WebhookEndpoint("refuse=400", in: directory)
            let settings = ["-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "--webhook-batch", "50"]
            let node = try NodeProcess(settings, in: directory)
            try send(300, to: node)
            try send(1, to: node, agent: "refuse-me")
            try Wait.until("all but one were posted: \(node.errors)") {
                try node.database.count("undelivered") == 1
                    && Set(endpoint.events).count == node.database.count("event") - 1
            }
            #expect(Set(endpoint.lines.compactMap(\.first)).count < 150)
        }

        @Test func theSecretOnTheCommandLineDoesNotShow() throws {
            let endpoint = try WebhookEndpoint("tokens=60", in: directory)
            let node = try NodeProcess(
                "-r", "-w", endpoint.url, "--webhook-ca", endpoint.authority, "-i", "me", "-c", "word", "-d",
                "--oauth2-token-url", endpoint.tokenURL, in: directory)
            try send(1, to: node)
            try Wait.until("it is posted: \(node.errors)") { !endpoint.events.isEmpty }
            let arguments = try Data(contentsOf: URL(filePath: "/proc/\(node.child.pid)/cmdline"))
            #expect(arguments.range(of: Data("word".utf8)) == nil)
            #expect(arguments.range(of: Data("-c\0xxxx".utf8)) != nil)
            #expect(!node.errors.contains("word"))
        }

        @Test func aTrialTellsWhatCameBack() throws {
            let endpoint = try WebhookEndpoint("tokens=60", in: directory)
            func trial(_ more: String...) throws -> Command {
                try Command(
                    [Environment.binary, "webhook", "test", "-w", endpoint.url]
                        + ["--oauth2-token-url", endpoint.tokenURL] + more, in: directory)
            }
            let good = try trial("--webhook-ca", endpoint.authority, "-i", "me", "-c", "word")
            #expect(good.succeeded && good.output.contains("answered 201"), "\(good.transcript)")
            #expect(endpoint.events.count == 1)
            let wrong = try trial("--webhook-ca", endpoint.authority, "-i", "me", "-c", "other")
            #expect(wrong.end == .exited(1) && wrong.output.contains("401, access_denied"), "\(wrong.transcript)")
            let none = try trial("--webhook-ca", endpoint.authority)
            #expect(none.end == .exited(1) && none.output.contains("answered 401"), "\(none.transcript)")
            let untrusted = try trial()
            #expect(untrusted.end == .exited(1), "\(untrusted.transcript)")
            #expect(untrusted.output.contains("TLS failed (its certificate has expired"), "\(untrusted.output)")
            let nowhere = try Command(Environment.binary, "webhook", "test", in: directory)
            #expect(nowhere.end == .exited(2) && nowhere.errors.contains("-w/--webhook-url"), "\(nowhere.transcript)")
        }
    }
}
