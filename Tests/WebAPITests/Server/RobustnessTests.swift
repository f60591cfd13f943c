import NIOCore
import SIP
import Testing

@testable import WebAPI

/// What hostile clients do, and that others are served all the same.
@Suite struct RobustnessTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add(from: "8.8.8.8")
    }

    private static func isServed(_ endpoint: Endpoint) throws -> Bool {
        try HTTPClient(endpoint).get("/ip-addresses/8.8.8.8")?.status == 200
    }

    @Test func whoHoldsConnectionsOpenKeepsNobodyOut() async throws {
        try await withAPI(store) {
            $0.limits.connections = 8
        } _: { endpoint in
            let idle = try (0..<40).map { _ in
                let client = try HTTPClient(endpoint)
                client.send("GET / HTTP/1.1\r\nHost: ")
                return client
            }
            #expect(try Self.isServed(endpoint))
            #expect(idle[0].isClosed())
        }
    }

    @Test func aRequestThatComesTooSlowlyIsCutOff() async throws {
        try await withAPI(store) {
            $0.limits.idle = .milliseconds(300)
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            let start = ContinuousClock.now
            for byte in "GET / HTTP/1.1\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa".utf8 {
                guard ContinuousClock.now - start < .seconds(1) else { break }
                client.send([byte])
                Thread.pause(milliseconds: 20)
            }
            #expect(client.isClosed())
            #expect(try Self.isServed(endpoint))
        }
    }

    @Test(arguments: [
        "", "\r\n\r\n", "GET", "GET \r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
        "GET /%00%ff%zz HTTP/1.1\r\nHost: a\r\n\r\n", "GET //////// HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /ip-addresses/%ff HTTP/1.1\r\nHost: a\r\n\r\n", "GET /numbers/%2 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET http:// HTTP/1.1\r\n\r\n", "GET http://[::1 HTTP/1.1\r\n\r\n", "GET ?pretty HTTP/1.1\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        "GET / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "POST /numbers HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
        "GET / HTTP/1.1\r\nIf-None-Match: ,,,W/,\r\n\r\n", "GET /numbers?=&&pretty=%&=% HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nAccept: ,;q=,text/\r\n\r\n", "OPTIONS sip:100@192.0.2.1 SIP/2.0\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{5}hello",
    ])
    func nonsenseHarmsNobody(request: String) async throws {
        #expect(
            try await withAPI(store) { endpoint in
                let client = try HTTPClient(endpoint)
                client.send(request)
                client.finish()
                _ = client.isClosed()
                return try Self.isServed(endpoint)
            })
    }

    @Test func aHeadThatIsTooLongIsRefused() async throws {
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            client.send("GET / HTTP/1.1\r\nX-Long: " + String(repeating: "a", count: 200_000) + "\r\n\r\n")
            let status = client.answer()?.status
            #expect(status == nil || (400..<500).contains(status ?? 0))
            #expect(try Self.isServed(endpoint))
        }
    }

    @Test func pipelinedRequestsAreAnsweredInTurn() async throws {
        try await withAPI(store) { endpoint in
            let client = try HTTPClient(endpoint)
            client.send(
                "GET /numbers/1 HTTP/1.1\r\nHost: a\r\n\r\nGET /health-check HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            )
            let all = client.everything()
            #expect(all.split(separator: "HTTP/1.1 ").map { $0.prefix(3) } == ["404", "200"])
        }
    }

    @Test func aClientThatReadsNothingDoesNotHoldUpTheEnd() async throws {
        try store.add((0..<20_000).map { try store.event(number: "00\(441_000 + $0)") })
        let (client, end) = try await withAPI(store) {
            $0.limits.shutdown = .milliseconds(300)
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            client.send("GET /numbers HTTP/1.1\r\nHost: a\r\n\r\n")
            Thread.pause(milliseconds: 200)
            return (client, ContinuousClock.now)
        }
        #expect(ContinuousClock.now - end < .seconds(5))
        _ = client
    }
}
