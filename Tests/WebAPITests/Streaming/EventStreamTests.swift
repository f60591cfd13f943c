import NIOCore
import Testing

@testable import WebAPI

@Suite struct EventStreamTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add(number: "before")
    }

    /// What a client is sent until it has seen `end`.
    private func stream(
        _ path: String = "/events/stream", headers: [String] = [], until end: String,
        idle: TimeAmount = .seconds(30), while body: @escaping @Sendable () throws -> Void
    ) async throws -> String {
        try await withAPI(store) {
            $0.limits.idle = idle
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            let lines = ["GET \(path) HTTP/1.1", "Host: localhost"] + headers
            client.send(lines.map { $0 + "\r\n" }.joined() + "\r\n")
            var text = ""
            var hasBegun = false
            while !text.contains(end) {
                let bytes = try #require(client.receive())
                text += String(decoding: bytes, as: UTF8.self)
                // The head comes before there is any event.
                if !hasBegun, text.contains(": SentryPeer") {
                    hasBegun = true
                    try body()
                }
            }
            return text
        }
    }

    @Test func whatIsCommittedIsSent() async throws {
        let store = store
        let text = try await stream(headers: ["Accept-Encoding: gzip"], until: "00443") {
            try store.add(number: "00442")
            try store.add(number: "00443", minutes: 1)
        }
        #expect(text.contains("Content-Type: text/event-stream"))
        #expect(!text.contains("gzip"))
        #expect(text.contains("event: probe\ndata: {\"app_name\":\"sentrypeer\","))
        #expect(text.contains("00442"))
        #expect(!text.contains("before"))
        #expect(!text.contains("sip_message"))
    }

    @Test func onlyWhatPassesTheFilterIsSent() async throws {
        let store = store
        let text = try await stream("/events/stream?source=192.0.2.9", until: "00444") {
            try store.add(from: "192.0.2.8", number: "00443")
            try store.add(from: "192.0.2.9", number: "00444")
        }
        #expect(!text.contains("00443"))
    }

    @Test func whatIsTooMuchIsCounted() async throws {
        let store = store
        let text = try await stream(until: "event: sampled") {
            try store.add((0..<500).map { try store.event(number: "00\(441_000 + $0)") })
        }
        #expect(text.split(separator: "event: probe").count == 11)
        #expect(text.contains("event: sampled\ndata: {\"skipped\":490}\n\n"))
    }

    @Test func silenceIsNoReasonToEnd() async throws {
        let store = store
        let text = try await stream(until: "00442", idle: .milliseconds(200)) {
            Thread.pause(milliseconds: 1_000)
            try store.add(number: "00442")
        }
        #expect(text.contains("00442"))
    }

    @Test func aLineEndOfAnAttackersIsEscaped() async throws {
        let store = store
        let text = try await stream(until: "source_port") {
            try store.add(number: "1%0A%0Aevent%3A%20sampled%0Adata%3A%207")
        }
        #expect(text.contains(#"1\n\nevent: sampled\ndata: 7"#))
    }
}
