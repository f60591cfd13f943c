import Testing

@testable import WebAPI

@Suite struct ReadyRouteTests {
    @Test func aNodeThatWorksIsReady() async throws {
        let answer = try await withAPI(try TestStore()) { try HTTPClient($0).get("/ready?pretty=false") }
        #expect(answer?.status == 200)
        #expect(answer?.body == #"{"status":"ready"}"#)
    }

    @Test func whatDoesNotWorkIsNamed() async throws {
        let answer = try await withAPI(try TestStore()) {
            $0.faults = { ["the store takes no events", "not listening on UDP"] }
        } _: {
            try HTTPClient($0).get("/ready?pretty=false")
        }
        #expect(answer?.status == 503)
        #expect(
            answer?.body == #"{"status":"not ready","reasons":["the store takes no events","not listening on UDP"]}"#)
    }
}
