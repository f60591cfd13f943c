import Testing

@testable import WebAPI

@Suite struct RouteTableTests {
    @Test(arguments: ["POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"])
    func aRouteNamesTheMethodsItHas(method: String) async throws {
        let answer = try await withAPI(try TestStore()) {
            try HTTPClient($0).get("/numbers", method: method, headers: ["Content-Length: 0"])
        }
        #expect(answer?.status == 405)
        #expect(answer?["Allow"] == "GET, HEAD, OPTIONS")
    }
}
