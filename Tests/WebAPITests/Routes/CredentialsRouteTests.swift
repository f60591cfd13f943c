import Testing

@testable import WebAPI

@Suite struct CredentialsRouteTests {
    private let store: TestStore

    init() throws {
        store = try TestStore()
        try store.add([try store.register(user: "100"), try store.register(user: "101")])
    }

    @Test func administratorsSeeThem() async throws {
        let tokens = "read 0123456789abcdef\nadmin fedcba9876543210"
        try await withAPI(store) {
            $0.tokens = ("tokens", tokens)
        } _: { endpoint in
            let client = try HTTPClient(endpoint)
            #expect(client.get("/credentials")?.status == 401)
            #expect(client.get("/credentials", headers: ["Authorization: Bearer 0123456789abcdef"])?.status == 403)
            let answer = client.get(
                "/credentials?limit=1&pretty=false", headers: ["Authorization: Bearer fedcba9876543210"])
            #expect(answer?.body.hasPrefix(#"{"credentials_total":2,"credentials":[{"event_timestamp":"2022-"#) == true)
            #expect(answer?.body.contains(#""auth_username":"101""#) == true)
            #expect(answer?.body.contains("next_cursor") == true)
        }
    }

    @Test func withoutTokensOnlyThisMachineSeesThem() async throws {
        let status = try await withAPI(store) { try HTTPClient($0).get("/credentials")?.status }
        #expect(status == 200)
    }
}
