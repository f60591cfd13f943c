import Testing

@testable import WebAPI

@Suite struct AuthenticationTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add(from: "8.8.8.8")
    }

    private func status(
        _ path: String, _ authorization: String?, method: String = "GET"
    ) async throws -> HTTPAnswer? {
        try await withAPI(store) {
            $0.tokens = ("tokens", "read 0123456789abcdef\n")
        } _: { endpoint in
            try HTTPClient(endpoint).get(
                path, method: method, headers: authorization.map { ["Authorization: \($0)"] } ?? [])
        }
    }

    @Test(arguments: ["/ip-addresses", "/ip-addresses/8.8.8.8", "/numbers", "/numbers/1", "/metrics", "/nowhere"])
    func whatWasRecordedNeedsAToken(path: String) async throws {
        let answer = try await status(path, nil)
        #expect(answer?.status == 401)
        #expect(answer?["WWW-Authenticate"] == #"Bearer realm="sentrypeer""#)
        #expect(answer?.body == "{\n  \"error\": \"A bearer token is needed.\"\n}")
    }

    @Test(arguments: ["Bearer 0123456789abcdef", "bearer 0123456789abcdef"])
    func aTokenOpens(authorization: String) async throws {
        #expect(try await status("/ip-addresses/8.8.8.8", authorization)?.status == 200)
    }

    @Test(arguments: [
        "Bearer 0123456789abcdee", "Basic 0123456789abcdef", "0123456789abcdef", "Bearer", "Bearer a b", "",
    ])
    func anythingElseDoesNot(authorization: String) async throws {
        #expect(try await status("/ip-addresses/8.8.8.8", authorization)?.status == 401)
    }

    @Test(arguments: ["/", "/health-check", "/ready"]) func healthIsNoSecret(path: String) async throws {
        #expect(try await status(path, nil)?.status == 200)
    }

    @Test func aBrowserMayAskWhetherItMaySendOne() async throws {
        let answer = try await status("/numbers", nil, method: "OPTIONS")
        #expect(answer?.status == 204)
        #expect(answer?["Access-Control-Allow-Headers"] == "Authorization, Content-Type, If-None-Match")
        #expect(answer?["Access-Control-Allow-Origin"] == "*")
    }
}
