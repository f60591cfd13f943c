import Logging
import SIP
import Testing

@testable import WebAPI

@Suite struct WebAPITests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    @Test(arguments: ["127.0.0.1", "::1"]) func servesBothKindsOfAddress(address: String) async throws {
        let endpoint = try await withAPI(try TestStore(), listen: address) { endpoint in
            let client = try HTTPClient(endpoint)
            #expect(client.get("/health-check")?.status == 200)
            return endpoint
        }
        #expect(endpoint.port != 0)
    }

    @Test func aPortThatIsTakenIsNamed() async throws {
        let store = try TestStore()
        let other = try TakenPort()
        await #expect(throws: WebAPIError.portTaken(other.endpoint)) {
            try await WebAPI(.init(listen: other.endpoint, database: store.path, version: "1"), logger: Self.logger)
        }
    }

    @Test func aDatabaseThatIsMissingIsNamed() async throws {
        let endpoint = Endpoint(address: .v4(0x7F00_0001), port: 0)
        await #expect(throws: WebAPIError.store(.missing(path: "/nowhere.db"))) {
            try await WebAPI(.init(listen: endpoint, database: "/nowhere.db", version: "1"), logger: Self.logger)
        }
    }
}
